/// The pauses between attempts to connect, from the failure of one to the start of the next.
public struct Backoff: Hashable, Sendable {
  /// The first pause.
  public var initial: Duration
  public var multiplier: Double
  /// What a pause grows to; low, so that a member that is back is soon used.
  public var cap: Duration
  /// The part (0…1) of a pause by which it is lengthened or shortened at random, so that clients do
  /// not return in step.
  public var jitter: Double

  public init(
    initial: Duration = .milliseconds(100), multiplier: Double = 1.6,
    cap: Duration = .milliseconds(1300), jitter: Double = 0.2
  ) {
    self.initial = initial
    self.multiplier = multiplier
    self.cap = cap
    self.jitter = jitter
  }

  /// The pause after `failures` attempts that failed in a row, 1 being the first; `random` is
  /// within 0…1.
  public func pause(after failures: Int, random: Double) -> Duration {
    var pause = initial / .seconds(1)
    let longest = cap / .seconds(1)
    for _ in 1..<max(failures, 1) where pause < longest { pause *= multiplier }
    return .seconds(min(pause, longest) * (1 + jitter * (2 * random - 1)))
  }
}
