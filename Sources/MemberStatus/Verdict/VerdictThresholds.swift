/// Where the verdicts begin; a profile can set them.
public struct VerdictThresholds: Hashable, Sendable {
  /// No answer of any kind for this long is `unreachable`.
  public var silence: Duration
  /// An answer older than this is stale.
  public var staleness: Duration
  /// A linearizable read unanswered for this long counts as failing, before its deadline.
  public var lateRead: Duration
  /// A linearizable read unanswered for this long makes the member a suspect.
  public var suspectRead: Duration
  /// How long a success proves that a member commits.
  public var commitFreshness: Duration
  /// How long the verdict waits for another member's probe to tell partition from lost quorum.
  public var witnessWait: Duration
  /// Entries behind the committed index, in two answers running. etcd refuses proposals at 5000
  /// (`maxGapBetweenApplyAndCommitIndex`).
  public var lagEntries: UInt64
  /// A round trip is slow above `slowFactor` times the fastest member's, but never below
  /// `slowFloor` and always above `slowCeiling`.
  public var slowFactor: Double
  public var slowFloor: Duration
  public var slowCeiling: Duration

  public init(
    silence: Duration = .seconds(2), staleness: Duration = .seconds(3),
    lateRead: Duration = .seconds(1), suspectRead: Duration = .milliseconds(500),
    commitFreshness: Duration = .seconds(5), witnessWait: Duration = .milliseconds(400),
    lagEntries: UInt64 = 1000, slowFactor: Double = 4, slowFloor: Duration = .milliseconds(150),
    slowCeiling: Duration = .seconds(1)
  ) {
    self.silence = silence
    self.staleness = staleness
    self.lateRead = lateRead
    self.suspectRead = suspectRead
    self.commitFreshness = commitFreshness
    self.witnessWait = witnessWait
    self.lagEntries = lagEntries
    self.slowFactor = slowFactor
    self.slowFloor = slowFloor
    self.slowCeiling = slowCeiling
  }
}
