import Testing

@testable import Terminal

@Suite("The mailboxes of the loop")
struct MailboxTests {
  @Test("many things wake once, and none is lost that must not be")
  func coalescing() async {
    let wake = Wake()
    let keys = LosslessQueue<Int>(wake: wake)
    let snapshot = LatestValue<String>(wake: wake)
    for number in 1...100 { keys.put(number) }
    snapshot.put("old")
    snapshot.put("new")

    var wakes = wake.wakes.makeAsyncIterator()
    _ = await wakes.next()
    #expect(keys.take() == Array(1...100))
    #expect(snapshot.take() == "new")
    #expect(keys.take().isEmpty)
    #expect(snapshot.take() == nil)

    wake.finish()
    #expect(await wakes.next() == nil)
  }

  @Test("a deadline wakes, the earliest first, and is forgotten then")
  func deadline() async {
    let wake = Wake()
    let start = ContinuousClock.now
    wake.schedule(at: start + .seconds(3600))
    wake.schedule(at: start + .milliseconds(20))
    wake.schedule(at: start + .seconds(1800))
    var wakes = wake.wakes.makeAsyncIterator()
    _ = await wakes.next()
    #expect(ContinuousClock.now >= start + .milliseconds(20))
    wake.schedule(at: .now + .milliseconds(5))
    _ = await wakes.next()
    wake.finish()
  }

  @Test("no element is lost or doubled between threads")
  func threads() async {
    let wake = Wake()
    let queue = LosslessQueue<Int>(wake: wake)
    async let producers: Void = withDiscardingTaskGroup { group in
      for start in 0..<4 {
        group.addTask { for number in 0..<1000 { queue.put(start * 1000 + number) } }
      }
    }
    var seen: [Int] = []
    for await _ in wake.wakes {
      seen += queue.take()
      if seen.count == 4000 { break }
    }
    await producers
    #expect(Set(seen).count == 4000)
  }
}
