import EtcdModel
import Testing

@testable import EtcdClient

@Suite struct WatchBufferTests {
  private func batch(_ revisions: ClosedRange<Revision>) -> WatchUpdate {
    .events(revisions.map(event), revision: revisions.upperBound)
  }

  private func drain(_ buffer: inout WatchBuffer) -> [WatchUpdate] {
    var updates: [WatchUpdate] = []
    while let update = buffer.next() { updates.append(update) }
    return updates
  }

  @Test("keeps the order")
  func order() {
    var buffer = WatchBuffer(eventLimit: 10, byteLimit: 1000)
    let updates: [WatchUpdate] = [
      .started(revision: 1, endpoint: .a), batch(2...3), .progress(revision: 4), batch(5...5),
    ]
    for update in updates { buffer.append(update) }
    #expect(drain(&buffer) == updates)
  }

  @Test("drops events that find no room, and says how many in their place")
  func overflow() {
    var buffer = WatchBuffer(eventLimit: 3, byteLimit: 1000)
    buffer.append(batch(1...3))
    buffer.append(batch(4...5))
    buffer.append(.progress(revision: 5))
    buffer.append(batch(6...6))
    #expect(buffer.next() == batch(1...3))
    buffer.append(batch(7...7))
    #expect(drain(&buffer) == [.overflow(lost: 3), batch(7...7)])
  }

  @Test("counts the bytes of values too")
  func bytes() {
    var buffer = WatchBuffer(eventLimit: 100, byteLimit: 10)
    let large = WatchUpdate.events([event(1, valueSize: 20)], revision: 1)
    buffer.append(large)
    buffer.append(batch(2...2))
    #expect(drain(&buffer) == [large, .overflow(lost: 1)])
  }

  @Test("a batch larger than the buffer passes when nothing else waits")
  func largeBatch() {
    var buffer = WatchBuffer(eventLimit: 2, byteLimit: 1000)
    buffer.append(batch(1...9))
    #expect(drain(&buffer) == [batch(1...9)])
  }

  @Test("stays bounded while a stream flaps and nobody reads")
  func flapping() {
    var buffer = WatchBuffer(eventLimit: 4, byteLimit: 1000)
    for revision in 1...1000 as ClosedRange<Revision> {
      buffer.append(.disconnected(reason: "reset", endpoint: .a))
      buffer.append(.resumed(from: revision, endpoint: .b))
      buffer.append(batch(revision...revision))
    }
    let updates = drain(&buffer)
    #expect(updates.count <= 7)
    #expect(updates.last == .resumed(from: 1000, endpoint: .b))
    let told = updates.reduce(0) { sum, update in
      switch update {
      case .events(let events, _): sum + events.count
      case .overflow(let lost): sum + lost
      default: sum
      }
    }
    #expect(told == 1000)
  }

  @Test("joins bookmarks that follow each other")
  func bookmarks() {
    var buffer = WatchBuffer(eventLimit: 4, byteLimit: 1000)
    for revision in 1...100 as ClosedRange<Revision> {
      buffer.append(.progress(revision: revision))
    }
    #expect(drain(&buffer) == [.progress(revision: 100)])
  }

  @Test("tells the end even when it is full")
  func end() {
    var buffer = WatchBuffer(eventLimit: 1, byteLimit: 1000)
    buffer.append(batch(1...1))
    buffer.append(batch(2...2))
    buffer.append(.ended(.shutDown))
    #expect(drain(&buffer) == [batch(1...1), .overflow(lost: 1), .ended(.shutDown)])
  }
}

func event(_ revision: Revision, valueSize: Int) -> Event {
  Event(
    kind: .put,
    keyValue: KeyValue(
      key: Key("k"), value: Array(repeating: 0, count: valueSize), createRevision: 1,
      modRevision: revision))
}

func event(_ revision: Revision) -> Event { event(revision, valueSize: 0) }
