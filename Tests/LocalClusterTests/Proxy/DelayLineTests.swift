import Testing

@testable import LocalCluster

@Suite("Delayed bytes")
struct DelayLineTests {
  private let start = ContinuousClock.now

  @Test("bytes may go when their time has come, and not before")
  func time() {
    var line = DelayLine()
    line.push([1, 2], due: start + .seconds(1))
    #expect(line.due(at: start) == nil)
    #expect(line.nextDue == start + .seconds(1))
    #expect(line.due(at: start + .seconds(1)) == [1, 2])
    line.consume(1)
    #expect(line.due(at: start + .seconds(1)) == [2])
    line.consume(1)
    #expect(line.isEmpty)
    #expect(line.nextDue == nil)
  }

  @Test("later bytes never overtake earlier ones when the delay shrinks")
  func order() {
    var line = DelayLine()
    line.push([1], due: start + .seconds(2))
    line.push([2], due: start + .seconds(1))
    #expect(line.due(at: start + .seconds(1)) == nil)
    line.consume(1)
    #expect(line.nextDue == start + .seconds(2))
  }

  @Test("nothing is lost or doubled over many chunks")
  func many() {
    var line = DelayLine()
    var received: [UInt8] = []
    var sent: [UInt8] = []
    for round in 0..<2000 {
      let bytes = (0...(round % 7)).map { UInt8(truncatingIfNeeded: round + $0) }
      sent += bytes
      line.push(bytes[...], due: start)
      if round.isMultiple(of: 3), let due = line.due(at: start) {
        received += due.prefix(2)
        line.consume(min(2, due.count))
      }
    }
    while let due = line.due(at: start) {
      received += due
      line.consume(due.count)
    }
    #expect(received == sent)
    #expect(line.isEmpty)
  }
}
