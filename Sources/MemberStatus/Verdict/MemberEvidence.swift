public import EtcdModel

/// Everything that the verdict over one member rests on.
public struct MemberEvidence: Hashable, Sendable {
  /// How the others' reasons call this member.
  public var label: String
  public var id: MemberID?
  public var cluster: ClusterID?
  /// Learners have no vote and serve no linearizable read; that alone is no fault.
  public var isVoter: Bool
  public var contact: Contact
  public var status: StatusEvidence?
  public var linearizable: ReadEvidence
  public var alarms: [Alarm.Kind]
  /// The verdict that stands, which is not changed while the evidence is undecided.
  public var previous: Verdict?

  public init(
    label: String, id: MemberID? = nil, cluster: ClusterID? = nil, isVoter: Bool = true,
    contact: Contact, status: StatusEvidence? = nil,
    linearizable: ReadEvidence = ReadEvidence(), alarms: [Alarm.Kind] = [],
    previous: Verdict? = nil
  ) {
    self.label = label
    self.id = id
    self.cluster = cluster
    self.isVoter = isVoter
    self.contact = contact
    self.status = status
    self.linearizable = linearizable
    self.alarms = alarms
    self.previous = previous
  }
}

/// Whether a member answers at all.
public enum Contact: Hashable, Sendable {
  /// Asked, with no answer yet and none overdue.
  case pending
  case answering
  case silent(since: ContinuousClock.Instant)
  /// Refused, reset or not understood, in words.
  case failed(String)
  /// Never asked: not started yet, or no address of it may be used.
  case unusable(String)
}

/// The newest answer to Status, with what earlier ones said.
public struct StatusEvidence: Hashable, Sendable {
  public var report: StatusReport
  public var sentAt: ContinuousClock.Instant
  public var answeredAt: ContinuousClock.Instant
  /// When this member was first seen in its present term.
  public var termSince: ContinuousClock.Instant
  /// When the first answer without a leader was asked for; nil while it knows one.
  public var leaderlessSince: ContinuousClock.Instant?
  /// Of the newest answers, newest first, at most two.
  public var roundTrips: [Duration]
  /// The committed index that the answer before told, with its time; what the others can be
  /// measured against.
  public var earlierIndex: IndexMark?
  /// The answer before was behind the cluster too.
  public var wasBehind: Bool

  public init(
    report: StatusReport, sentAt: ContinuousClock.Instant, answeredAt: ContinuousClock.Instant,
    termSince: ContinuousClock.Instant, leaderlessSince: ContinuousClock.Instant? = nil,
    roundTrips: [Duration] = [], earlierIndex: IndexMark? = nil, wasBehind: Bool = false
  ) {
    self.report = report
    self.sentAt = sentAt
    self.answeredAt = answeredAt
    self.termSince = termSince
    self.leaderlessSince = leaderlessSince
    self.roundTrips = roundTrips
    self.earlierIndex = earlierIndex
    self.wasBehind = wasBehind
  }
}

/// A committed index and when it was told.
public struct IndexMark: Hashable, Sendable {
  public var index: UInt64
  public var at: ContinuousClock.Instant

  public init(index: UInt64, at: ContinuousClock.Instant) {
    self.index = index
    self.at = at
  }
}

/// What the probe reads of one kind have shown.
public struct ReadEvidence: Hashable, Sendable {
  public struct Success: Hashable, Sendable {
    public var sentAt: ContinuousClock.Instant
    public var roundTrip: Duration

    public init(sentAt: ContinuousClock.Instant, roundTrip: Duration) {
      self.sentAt = sentAt
      self.roundTrip = roundTrip
    }
  }

  /// Failures since the last success.
  public struct Failure: Hashable, Sendable {
    /// When the first of them was sent.
    public var since: ContinuousClock.Instant
    public var count: Int
    public var timedOut: Bool
    public var words: String

    public init(
      since: ContinuousClock.Instant, count: Int, timedOut: Bool = false, words: String
    ) {
      self.since = since
      self.count = count
      self.timedOut = timedOut
      self.words = words
    }
  }

  /// Newest first, at most two.
  public var successes: [Success]
  public var failure: Failure?
  /// When the read that is still unanswered was sent.
  public var pendingSince: ContinuousClock.Instant?

  public init(
    successes: [Success] = [], failure: Failure? = nil,
    pendingSince: ContinuousClock.Instant? = nil
  ) {
    self.successes = successes
    self.failure = failure
    self.pendingSince = pendingSince
  }
}
