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
  /// True until the first answer or failure: the verdict is not yet meaningful.
  public var isPending: Bool
  /// Why the last poll failed; nil after one that was answered. Foreign text.
  public var failure: String?
  /// When the next poll is due.
  public var nextPoll: ContinuousClock.Instant?
  /// How many entries its applied index is behind what the cluster had committed; nil when unknown.
  public var lag: UInt64?
  /// Further given endpoints that the same member answers at.
  public var aliases: [Endpoint]
  /// The member as the membership list knows it: its URLs, and whether it started yet.
  public var membership: Member?
  /// Of the backend file; nil until it was watched for a minute.
  public var growth: DatabaseGrowth?

  public init(
    endpoint: Endpoint?, id: MemberID? = nil, name: String = "", verdict: Verdict,
    reason: String = "", role: MemberRole? = nil, status: StatusReport? = nil,
    answeredAt: ContinuousClock.Instant? = nil, isStale: Bool = false,
    statusRoundTrip: Duration? = nil, linearizable: ProbeOutcome? = nil,
    serializable: ProbeOutcome? = nil, alarms: [Alarm.Kind] = [],
    connection: ConnectionState = .idle, isPending: Bool = false, failure: String? = nil,
    nextPoll: ContinuousClock.Instant? = nil, lag: UInt64? = nil, aliases: [Endpoint] = [],
    membership: Member? = nil, growth: DatabaseGrowth? = nil
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
    self.isPending = isPending
    self.failure = failure
    self.nextPoll = nextPoll
    self.lag = lag
    self.aliases = aliases
    self.membership = membership
    self.growth = growth
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
  /// What concerns the cluster as a whole, in words: quorum lost, two members that claim to lead,
  /// endpoints of different clusters. Empty when nothing is wrong.
  public var remarks: [String]

  public init(
    clusterID: ClusterID? = nil, takenAt: ContinuousClock.Instant,
    members: [MemberSnapshot] = [], alarms: [Alarm] = [], remarks: [String] = []
  ) {
    self.clusterID = clusterID
    self.takenAt = takenAt
    self.members = members
    self.alarms = alarms
    self.remarks = remarks
  }

  /// The member that holds the role of leader, by fresh answers only; of two that claim it, the
  /// one of the later term.
  public var leader: MemberSnapshot? {
    members.filter { $0.role == .leader && !$0.isStale && $0.isUp }
      .max { $0.status?.raftTerm ?? 0 < $1.status?.raftTerm ?? 0 }
  }

  /// True when every member was judged at least once.
  public var isComplete: Bool { !members.isEmpty && !members.contains { $0.isPending } }

  /// The highest term among fresh answers.
  public var term: UInt64? {
    freshAnswers.map(\.raftTerm).max()
  }

  /// The highest revision among fresh answers.
  public var revision: Revision? {
    freshAnswers.map(\.revision).max()
  }

  private var freshAnswers: [StatusReport] {
    members.filter { !$0.isStale }.compactMap(\.status)
  }
}
