import Testing

@testable import ExplorerModel

@Suite("Dividing a length by shares")
struct LayoutDivisionTests {
  @Test("nothing is left over, and bounds hold where they can")
  func properties() {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<3000 {
      let parts = (0..<Int.random(in: 1...5, using: &random)).map { _ in
        let least = Int.random(in: 0...30, using: &random)
        return LayoutDivision.Part(
          share: Int.random(in: 1...200, using: &random), least: least,
          most: Bool.random(using: &random) ? .max : least + Int.random(in: 0...40, using: &random))
      }
      let length = Int.random(in: 1...260, using: &random)
      let lengths = LayoutDivision.divide(length, parts)
      #expect(lengths.reduce(0, +) == length)
      guard parts.reduce(0, { $0 + $1.least }) <= length else { continue }
      #expect(zip(lengths, parts).allSatisfy { $0 >= $1.least })
      let isRoomy = parts.contains { $0.most == .max }
      if isRoomy { #expect(zip(lengths, parts).allSatisfy { $0 <= $1.most }) }
    }
  }

  @Test("shares that are lengths already come back as they are")
  func exact() {
    let parts = [43, 17, 60].map { LayoutDivision.Part(share: $0, least: 10) }
    #expect(LayoutDivision.divide(120, parts) == [43, 17, 60])
  }

  @Test("one at its bound leaves the rest to the others")
  func bounded() {
    let parts = [
      LayoutDivision.Part(share: 1, least: 40), LayoutDivision.Part(share: 2),
      LayoutDivision.Part(share: 1),
    ]
    #expect(LayoutDivision.divide(100, parts) == [40, 40, 20])
    #expect(
      LayoutDivision.divide(
        100, [.init(share: 9, most: 30), .init(share: 1)]) == [30, 70])
  }
}
