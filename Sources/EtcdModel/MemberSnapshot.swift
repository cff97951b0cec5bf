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
  /// What is wrong besides, that the verdict is too bad to show.
  public var furtherFindings: [Finding]
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
  /// Since when a linearizable read is awaited, once that is longer than it should be.
  public var linearizableLateSince: ContinuousClock.Instant?
  public var serializableLateSince: ContinuousClock.Instant?
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
  /// What the backend file may grow to; nil when neither the server told it nor the user.
  public var quota: DatabaseQuota?
  /// What it shows new clients, read seldom; nil on a plaintext endpoint and while none was read.
  public var certificate: MemberCertificate?
  /// True while its certificate is read for the first time.
  public var awaitsCertificate: Bool

  public init(
    endpoint: Endpoint?, id: MemberID? = nil, name: String = "", verdict: Verdict,
    reason: String = "", furtherFindings: [Finding] = [], role: MemberRole? = nil,
    status: StatusReport? = nil,
    answeredAt: ContinuousClock.Instant? = nil, isStale: Bool = false,
    statusRoundTrip: Duration? = nil, linearizable: ProbeOutcome? = nil,
    serializable: ProbeOutcome? = nil, linearizableLateSince: ContinuousClock.Instant? = nil,
    serializableLateSince: ContinuousClock.Instant? = nil, alarms: [Alarm.Kind] = [],
    connection: ConnectionState = .idle, isPending: Bool = false, failure: String? = nil,
    nextPoll: ContinuousClock.Instant? = nil, lag: UInt64? = nil, aliases: [Endpoint] = [],
    membership: Member? = nil, growth: DatabaseGrowth? = nil,
    quota: DatabaseQuota? = nil, certificate: MemberCertificate? = nil,
    awaitsCertificate: Bool = false
  ) {
    self.endpoint = endpoint
    self.id = id
    self.name = name
    self.verdict = verdict
    self.reason = reason
    self.furtherFindings = furtherFindings
    self.role = role
    self.status = status
    self.answeredAt = answeredAt
    self.isStale = isStale
    self.statusRoundTrip = statusRoundTrip
    self.linearizable = linearizable
    self.serializable = serializable
    self.linearizableLateSince = linearizableLateSince
    self.serializableLateSince = serializableLateSince
    self.alarms = alarms
    self.connection = connection
    self.isPending = isPending
    self.failure = failure
    self.nextPoll = nextPoll
    self.lag = lag
    self.aliases = aliases
    self.membership = membership
    self.growth = growth
    self.quota = quota
    self.certificate = certificate
    self.awaitsCertificate = awaitsCertificate
  }

  /// Answers requests: every verdict but `unreachable`.
  public var isUp: Bool { verdict != .unreachable }

  /// How much of the log a learner has caught up with (0…1); nil for a voter and while unknown.
  public var learnerProgress: Double? {
    guard role == .learner, let lag, let applied = status?.raftAppliedIndex, applied + lag > 0
    else { return nil }
    return Double(applied) / Double(applied + lag)
  }

  /// etcd promotes a learner that has 90 % of the leader's log (`readyPercentThreshold`).
  public var isReadyForPromotion: Bool { learnerProgress.map { $0 >= 0.9 } ?? false }
}
