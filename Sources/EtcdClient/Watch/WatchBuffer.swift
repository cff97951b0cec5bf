import EtcdModel

/// What waits for one watch's consumer. Bounded: when it is full, events are dropped and counted,
/// and of what else happens only the newest word is kept.
struct WatchBuffer {
  private let eventLimit: Int
  private let byteLimit: Int
  private var updates: [WatchUpdate] = []
  private var head = 0
  private var events = 0
  private var bytes = 0
  /// Events dropped since the buffer was full, not told yet.
  private var lost = 0
  /// The newest update without events since the buffer was full.
  private var latest: WatchUpdate?

  init(eventLimit: Int, byteLimit: Int) {
    self.eventLimit = max(1, eventLimit)
    self.byteLimit = max(1, byteLimit)
  }

  mutating func append(_ update: WatchUpdate) {
    settle()
    switch update {
    case .events(let batch, _):
      // A batch that is larger than the whole buffer passes when nothing else waits.
      if lost == 0, count == 0 || hasRoom {
        push(update)
      } else {
        lost += batch.count
      }
    case .progress:
      // A bookmark behind dropped events would claim that they were delivered.
      if lost > 0 { return }
      if case .progress? = updates.last, count > 0 {
        updates[updates.count - 1] = update
      } else if hasRoom {
        push(update)
      }
    case .ended:
      latest = update
      settle(force: true)
    default:
      if lost == 0, hasRoom { push(update) } else { latest = update }
    }
  }

  mutating func next() -> WatchUpdate? {
    settle()
    guard head < updates.count else { return nil }
    let update = updates[head]
    head += 1
    if case .events(let batch, _) = update {
      events -= batch.count
      bytes -= Self.size(of: batch)
    } else {
      events -= 1
    }
    if head == updates.count {
      updates.removeAll(keepingCapacity: updates.capacity <= 1024)
      head = 0
    } else if head >= 1024, head * 2 >= updates.count {
      updates.removeFirst(head)
      head = 0
    }
    return update
  }

  private var count: Int { updates.count - head }
  private var hasRoom: Bool { events < eventLimit && bytes < byteLimit }

  private mutating func push(_ update: WatchUpdate) {
    updates.append(update)
    if case .events(let batch, _) = update {
      events += batch.count
      bytes += Self.size(of: batch)
    } else {
      events += 1
    }
  }

  /// Tells what was withheld, as soon as the consumer has made room again.
  private mutating func settle(force: Bool = false) {
    guard force || hasRoom else { return }
    if lost > 0 {
      push(.overflow(lost: lost))
      lost = 0
    }
    if let latest {
      push(latest)
      self.latest = nil
    }
  }

  private static func size(of batch: [Event]) -> Int {
    batch.reduce(0) { sum, event in
      sum + event.keyValue.key.bytes.count + event.keyValue.value.count
        + (event.previous?.value.count ?? 0)
    }
  }
}
