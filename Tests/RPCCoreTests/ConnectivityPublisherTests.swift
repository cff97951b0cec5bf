import Testing

@testable import RPCCore

@Suite struct ConnectivityPublisherTests {
  @Test("a reader gets the state now, then each later one, and ends after closed")
  func order() async {
    let publisher = ConnectivityPublisher()
    publisher.publish(.connecting)
    var reader = publisher.changes().makeAsyncIterator()
    #expect(await reader.next() == .connecting)
    for state in [Connectivity.ready, .transientFailure(reason: "reset"), .closed] {
      publisher.publish(state)
      #expect(await reader.next() == state)
    }
    #expect(await reader.next() == nil)
    var late = publisher.changes().makeAsyncIterator()
    #expect(await late.next() == .closed)
    #expect(await late.next() == nil)
    #expect(publisher.lastFailure == "reset")
  }

  @Test("what was taken before a reader came is not told to it again")
  func takenBefore() async {
    let publisher = ConnectivityPublisher()
    publisher.take(.connecting)
    publisher.take(.ready)
    var reader = publisher.changes().makeAsyncIterator()
    #expect(await reader.next() == .ready)
    publisher.take(.idle)
    publisher.tell()
    #expect(await reader.next() == .idle)
  }

  @Test(
    "a reader may be cancelled at the very moment at which it is told: nobody waits for ever",
    .timeLimit(.minutes(1)))
  func cancelledWhileTold() async {
    let publisher = ConnectivityPublisher()
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        for number in 0..<20_000 {
          publisher.publish(number.isMultiple(of: 2) ? .connecting : .ready)
          if number.isMultiple(of: 16) { await Task.yield() }
        }
        publisher.publish(.closed)
      }
      group.addTask {
        while publisher.connectivity != .closed {
          let reader = Task {
            for await _ in publisher.changes() {}
          }
          await Task.yield()
          reader.cancel()
          await reader.value
        }
      }
    }
    #expect(publisher.connectivity == .closed)
  }
}
