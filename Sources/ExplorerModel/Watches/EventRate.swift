/// Events in each of the past seconds.
public struct EventRate: Hashable, Sendable {
  public static let window = 60

  /// Whole seconds, oldest first, at most 60.
  public internal(set) var perSecond: [Int] = []
  private var current = 0

  /// Of the last minute.
  public var perMinute: Int { perSecond.reduce(current, +) }

  mutating func count(_ events: Int) {
    current += events
  }

  mutating func pass(seconds: Int) {
    for _ in 0..<min(seconds, Self.window) {
      perSecond.append(current)
      current = 0
    }
    perSecond.removeFirst(max(0, perSecond.count - Self.window))
  }
}
