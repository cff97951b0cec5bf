public struct TimerID: Hashable, Sendable {
  fileprivate let number: UInt64
}

/// Actions in the order of their times; those of one time in the order they were added.
struct TimerQueue {
  private struct Entry {
    var time: ContinuousClock.Instant
    var id: TimerID
    var action: () -> Void
  }

  private var entries: [Entry] = []
  private var last: UInt64 = 0

  var next: ContinuousClock.Instant? { entries.first?.time }

  mutating func add(
    at time: ContinuousClock.Instant, _ action: @escaping () -> Void
  ) -> TimerID {
    last += 1
    let entry = Entry(time: time, id: TimerID(number: last), action: action)
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].time <= time { low = middle + 1 } else { high = middle }
    }
    entries.insert(entry, at: low)
    return entry.id
  }

  mutating func remove(_ id: TimerID) {
    entries.removeAll { $0.id == id }
  }

  mutating func takeDue(at now: ContinuousClock.Instant) -> [() -> Void] {
    let count = entries.firstIndex { $0.time > now } ?? entries.count
    defer { entries.removeFirst(count) }
    return entries[..<count].map(\.action)
  }
}
