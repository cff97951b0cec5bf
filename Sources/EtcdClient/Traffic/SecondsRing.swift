/// One value for each of the last 60 seconds.
struct SecondsRing<Value: Sendable>: Sendable {
  static var length: Int { 60 }

  private let origin: ContinuousClock.Instant
  private let empty: Value
  private var slots: [(second: Int64, value: Value)]

  init(origin: ContinuousClock.Instant, empty: Value) {
    self.origin = origin
    self.empty = empty
    slots = Array(repeating: (-1, empty), count: Self.length)
  }

  mutating func update(at now: ContinuousClock.Instant, _ change: (inout Value) -> Void) {
    let second = second(of: now)
    let slot = Int(second % Int64(Self.length))
    if slots[slot].second != second { slots[slot] = (second, empty) }
    change(&slots[slot].value)
  }

  /// The last 60 seconds, oldest first, the last one still filling.
  func values(at now: ContinuousClock.Instant) -> [Value] {
    let newest = second(of: now)
    return (0..<Int64(Self.length)).map { age in
      let second = newest - Int64(Self.length) + 1 + age
      guard second >= 0 else { return empty }
      let slot = slots[Int(second % Int64(Self.length))]
      return slot.second == second ? slot.value : empty
    }
  }

  /// A clock before the origin counts as the origin.
  private func second(of now: ContinuousClock.Instant) -> Int64 {
    max(0, (now - origin).components.seconds)
  }
}
