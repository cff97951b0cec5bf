import TerminalModel
import Testing

@Suite("A ring")
struct RingTests {
  @Test("keeps the newest and counts the rest", arguments: [1, 2, 5, 7])
  func newest(_ capacity: Int) {
    var ring = Ring<Int>(capacity: capacity)
    for count in 0...20 {
      for number in 0..<count { ring.append(number) }
      let lost = max(0, count - capacity)
      #expect(ring.lost == lost)
      #expect(ring.take() == (Array(lost..<count), lost))
    }
  }
}
