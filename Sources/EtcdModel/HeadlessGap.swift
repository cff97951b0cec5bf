/// How long one member knew no leader, between two bounds: it is only seen when it answers.
public struct HeadlessGap: Hashable, Sendable {
  /// From its first to its last answer without a leader; zero when no answer fell into the gap.
  public var atLeast: Duration
  /// From its last answer with the old leader to its first with the new one.
  public var atMost: Duration

  public init(atLeast: Duration, atMost: Duration) {
    self.atLeast = atLeast
    self.atMost = atMost
  }

  /// The middle of the bounds.
  public var estimate: Duration { (atLeast + atMost) / 2 }

  /// Such as `~850 ms`, or `< 900 ms` when no answer fell into the gap.
  public var words: String {
    atLeast == .zero
      ? "< \(atMost.inMilliseconds) ms" : "~\(estimate.inMilliseconds) ms"
  }
}
