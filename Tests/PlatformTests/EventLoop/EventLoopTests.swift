import Testing

@testable import Platform

@Suite("Event loop")
struct EventLoopTests {
  @Test("due timers come in the order of their times, equal ones in the order they were added")
  func order() {
    var queue = TimerQueue()
    var ran: [Int] = []
    let now = ContinuousClock.now
    for (index, offset) in [30, 10, 20, 10, 40].enumerated() {
      _ = queue.add(at: now + .milliseconds(offset)) { ran.append(index) }
    }
    for action in queue.takeDue(at: now + .milliseconds(30)) { action() }
    #expect(ran == [1, 3, 2, 0])
    #expect(queue.next == now + .milliseconds(40))
  }

  @Test("a removed timer doesn't run")
  func removal() {
    var queue = TimerQueue()
    let now = ContinuousClock.now
    let timer = queue.add(at: now) {}
    queue.remove(timer)
    #expect(queue.next == nil)
    #expect(queue.takeDue(at: now).isEmpty)
  }

  @Test("readiness, timers and a stop from within reach the loop")
  func run() throws {
    let loop = try EventLoop()
    let pipe = try Pipe()
    var seen: [String] = []
    loop.watch(pipe.reading, for: .reading) { _ in
      var buffer = [UInt8](repeating: 0, count: 8)
      switch pipe.reading.read(into: &buffer) {
      case .bytes(let count): seen.append("read \(count)")
      default: seen.append("other")
      }
      loop.stopper.stop()
    }
    loop.schedule(at: .now) {
      seen.append("timer")
      try? pipe.writing.writeAll([1, 2, 3])
    }
    loop.run()
    #expect(seen == ["timer", "read 3"])
  }

  @Test("an event of a descriptor that was forgotten in the same turn is dropped")
  func forgotten() throws {
    let loop = try EventLoop()
    let pipes = [try Pipe(), try Pipe()]
    var handled = 0
    for (index, pipe) in pipes.enumerated() {
      try pipe.writing.writeAll([1])
      loop.watch(pipe.reading, for: .reading) { _ in
        handled += 1
        loop.forget(pipes[index].reading)
        loop.forget(pipes[1 - index].reading)
        loop.stopper.stop()
      }
    }
    loop.run()
    #expect(handled == 1)
  }
}
