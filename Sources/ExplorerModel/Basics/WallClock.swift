/// The local time of day, tied to the clock that everything is measured with.
public struct WallClock: Hashable, Sendable {
  public var instant: ContinuousClock.Instant
  /// Milliseconds since local midnight at `instant`.
  public var millisecondsOfDay: Int

  public init(instant: ContinuousClock.Instant, millisecondsOfDay: Int) {
    self.instant = instant
    self.millisecondsOfDay = millisecondsOfDay
  }

  /// Milliseconds since local midnight at another moment.
  public func millisecondsOfDay(at other: ContinuousClock.Instant) -> Int {
    let day = 86_400_000
    let passed = (other - instant) / .milliseconds(1)
    let total = (millisecondsOfDay + Int(passed.rounded(.down))) % day
    return total < 0 ? total + day : total
  }
}
