/// When the calls of a closed loop, or the events of a watch, came, seen from a fault on. A value.
package struct SuccessTrace: Hashable, Sendable {
  struct Call: Hashable, Sendable {
    var startedAt: ContinuousClock.Instant
    var endedAt: ContinuousClock.Instant
    var hasSucceeded: Bool
  }

  private(set) var calls: [Call] = []

  mutating func note(
    from startedAt: ContinuousClock.Instant, to endedAt: ContinuousClock.Instant,
    hasSucceeded: Bool
  ) {
    calls.append(Call(startedAt: startedAt, endedAt: endedAt, hasSucceeded: hasSucceeded))
  }

  /// How many that ended after the fault failed.
  func failures(since fault: ContinuousClock.Instant) -> Int {
    calls.count { $0.endedAt > fault && !$0.hasSucceeded }
  }

  /// From the fault to the first success of a call that was made after it; nil without one.
  func firstSuccess(since fault: ContinuousClock.Instant) -> Duration? {
    calls.filter { $0.startedAt >= fault && $0.hasSucceeded }.map(\.endedAt).min().map {
      $0 - fault
    }
  }

  /// The longest time without a success that ends after the fault, up to the end of the run.
  func longestGap(
    since fault: ContinuousClock.Instant, until end: ContinuousClock.Instant
  ) -> Duration {
    let successes = calls.filter { $0.hasSucceeded && $0.endedAt <= end }.map(\.endedAt).sorted()
    let before = successes.last { $0 <= fault } ?? fault
    let marks = [before] + successes.filter { $0 > fault } + [end]
    return zip(marks, marks.dropFirst()).map { $1 - $0 }.max() ?? .zero
  }
}
