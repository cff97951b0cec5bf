/// The judgement over one member, worst first; the first that applies is shown.
public enum Verdict: String, Hashable, Sendable, CaseIterable, Comparable {
  /// Refused, or no answer within the deadline.
  case unreachable
  /// Knows no leader, or can't serve a linearizable read, while another member commits.
  case partitioned
  /// No member commits; during an election this is the right verdict.
  case noLeader = "no-leader"
  case alarm
  /// Applied index behind the committed one.
  case lagging
  case slow
  case healthy

  public static func < (left: Verdict, right: Verdict) -> Bool { left.rank < right.rank }

  private var rank: Int { Verdict.allCases.firstIndex(of: self) ?? 0 }
}

public enum MemberRole: String, Hashable, Sendable {
  case leader, follower, learner
}

/// The last outcome of a probe read on one member.
public struct ProbeOutcome: Hashable, Sendable {
  /// nil when the read succeeded (or was refused for permission, which proves the path too).
  public var failure: String?
  public var roundTrip: Duration
  public var at: ContinuousClock.Instant

  public init(failure: String? = nil, roundTrip: Duration, at: ContinuousClock.Instant) {
    self.failure = failure
    self.roundTrip = roundTrip
    self.at = at
  }
}

/// What is known about one member at one moment.
public struct MemberSnapshot: Hashable, Sendable {
  /// The address that it is polled at; nil when the membership names the member but no address of
  /// it may be used.
  public var endpoint: Endpoint?
  public var id: MemberID?
  /// Empty while unknown.
  public var name: String
  public var verdict: Verdict
  /// The evidence behind the verdict, as a phrase; never empty unless healthy.
  public var reason: String
  public var role: MemberRole?
  /// The last answer to Status, however old; see `answeredAt`.
  public var status: StatusReport?
  /// When `status` arrived; nil when the member never answered.
  public var answeredAt: ContinuousClock.Instant?
  /// True when `status` is older than the poller accepts: show it with its age.
  public var isStale: Bool
  public var statusRoundTrip: Duration?
  public var linearizable: ProbeOutcome?
  public var serializable: ProbeOutcome?
  public var alarms: [Alarm.Kind]
  public var connection: ConnectionState

  public init(
    endpoint: Endpoint?, id: MemberID? = nil, name: String = "", verdict: Verdict,
    reason: String = "", role: MemberRole? = nil, status: StatusReport? = nil,
    answeredAt: ContinuousClock.Instant? = nil, isStale: Bool = false,
    statusRoundTrip: Duration? = nil, linearizable: ProbeOutcome? = nil,
    serializable: ProbeOutcome? = nil, alarms: [Alarm.Kind] = [],
    connection: ConnectionState = .idle
  ) {
    self.endpoint = endpoint
    self.id = id
    self.name = name
    self.verdict = verdict
    self.reason = reason
    self.role = role
    self.status = status
    self.answeredAt = answeredAt
    self.isStale = isStale
    self.statusRoundTrip = statusRoundTrip
    self.linearizable = linearizable
    self.serializable = serializable
    self.alarms = alarms
    self.connection = connection
  }

  /// Answers requests: every verdict but `unreachable`.
  public var isUp: Bool { verdict != .unreachable }
}

/// All members at one moment, as the member-status service publishes it.
public struct ClusterSnapshot: Hashable, Sendable {
  public var clusterID: ClusterID?
  public var takenAt: ContinuousClock.Instant
  /// In a stable order: by name, then id, then endpoint.
  public var members: [MemberSnapshot]
  /// Raised alarms of the whole cluster.
  public var alarms: [Alarm]

  public init(
    clusterID: ClusterID? = nil, takenAt: ContinuousClock.Instant,
    members: [MemberSnapshot] = [], alarms: [Alarm] = []
  ) {
    self.clusterID = clusterID
    self.takenAt = takenAt
    self.members = members
    self.alarms = alarms
  }

  /// The member that holds the role of leader, by fresh answers only.
  public var leader: MemberSnapshot? {
    members.first { $0.role == .leader && !$0.isStale && $0.isUp }
  }

  /// The highest term among fresh answers.
  public var term: UInt64? {
    members.filter { !$0.isStale }.compactMap { $0.status?.raftTerm }.max()
  }

  /// The highest revision among fresh answers.
  public var revision: Revision? {
    members.filter { !$0.isStale }.compactMap { $0.status?.revision }.max()
  }
}
