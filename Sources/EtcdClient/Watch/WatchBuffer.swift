import EtcdModel

/// What waits for one watch's consumer. Bounded: when it is full, events are dropped and counted,
/// and of what else happens only the newest word is kept.
struct WatchBuffer {
  private let eventLimit: Int
  private let byteLimit: Int
  private var updates: [Waiting] = []
  private var head = 0
  private var events = 0
  private var bytes = 0
  /// Events dropped since the buffer was full, not told yet.
  private var lost = 0
  /// The newest update without events since the buffer was full.
  private var latest: WatchUpdate?

  private struct Waiting {
    var update: WatchUpdate
    var events: Int
    var bytes: Int

    init(_ update: WatchUpdate) {
      self.update = update
      (events, bytes) = (1, 0)
      guard case .events(let batch, _) = update else { return }
      events = batch.count
      for event in batch {
        bytes += event.keyValue.key.bytes.count + event.keyValue.value.count
        if let previous = event.previous { bytes += previous.value.count }
      }
    }
  }

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
      if case .progress? = updates.last?.update, count > 0 {
        updates[updates.count - 1] = Waiting(update)
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
    let next = updates[head]
    head += 1
    events -= next.events
    bytes -= next.bytes
    if head == updates.count {
      updates.removeAll(keepingCapacity: updates.capacity <= 1024)
      head = 0
    } else if head >= 1024, head * 2 >= updates.count {
      updates.removeFirst(head)
      head = 0
    }
    return next.update
  }

  private var count: Int { updates.count - head }
  private var hasRoom: Bool { events < eventLimit && bytes < byteLimit }

  private mutating func push(_ update: WatchUpdate) {
    let waiting = Waiting(update)
    updates.append(waiting)
    events += waiting.events
    bytes += waiting.bytes
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
}
