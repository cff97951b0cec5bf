import Testing

@testable import etcdscope_bench

@Suite struct PacerTests {
  @Test("turns come at an even rate until the end, which is none")
  func even() {
    var pacer = Pacer(rate: 4, end: .seconds(1))
    let turns = (0..<5).map { _ in pacer.take(at: .zero) }
    #expect(turns == [.zero, .milliseconds(250), .milliseconds(500), .milliseconds(750), nil])
  }

  @Test("turns that nobody took are gone: no burst follows a gap")
  func gap() {
    var pacer = Pacer(rate: 10, end: .seconds(10))
    _ = pacer.take(at: .zero)
    #expect(pacer.take(at: .seconds(2)) == .seconds(2))
    #expect(pacer.take(at: .seconds(2)) == .milliseconds(2100))
  }

  @Test("without a rate it is always one's turn")
  func unpaced() {
    var pacer = Pacer(rate: 0, end: .seconds(1))
    #expect(pacer.take(at: .milliseconds(3)) == .milliseconds(3))
    #expect(pacer.take(at: .milliseconds(3)) == .milliseconds(3))
    #expect(pacer.take(at: .seconds(1)) == nil)
  }
}
