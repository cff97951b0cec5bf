import Testing

@testable import ExplorerModel

@Suite("Bits of a level's names")
struct MatchSetTests {
  @Test(
    "Whatever is put in, taken out and changed, it answers as a plain list does", arguments: 0..<5)
  func random(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    var plain: [Bool] = []
    var set = MatchSet()
    for _ in 0..<40 {
      let start = Int.random(in: 0...plain.count, using: &random)
      let end = min(plain.count, start + Int.random(in: 0...70, using: &random))
      let bits = (0..<Int.random(in: 0...150, using: &random)).map { _ in
        Int.random(in: 0..<4, using: &random) == 0
      }
      plain.replaceSubrange(start..<end, with: bits)
      set.replace(start..<end, with: bits)
      for _ in 0..<20 {
        let bit = Bool.random(using: &random)
        let index = Int.random(in: 0...plain.count, using: &random)
        plain.insert(bit, at: index)
        set.replace(index..<index, with: [bit])
        guard bit, let gone = plain.indices.randomElement(using: &random) else { continue }
        plain.remove(at: gone)
        set.replace(gone..<gone + 1, with: [])
      }
      if let index = plain.indices.randomElement(using: &random) {
        plain[index].toggle()
        set[index].toggle()
      }
    }
    set.countOnes()
    check(set, plain)
  }

  private func check(_ set: MatchSet, _ plain: [Bool]) {
    #expect(set.count == plain.count)
    #expect(plain.indices.map { set[$0] } == plain)
    let ones = plain.indices.filter { plain[$0] }
    #expect(set.ones == ones.count)
    #expect(ones.indices.map { set.place(ofOne: $0) } == ones)
    #expect(set.place(ofOne: ones.count) == nil)
    var rank = 0
    for (index, bit) in plain.enumerated() {
      #expect(set.rank(index) == rank)
      rank += bit ? 1 : 0
    }
    #expect(set.rank(plain.count) == rank)
    let border = plain.count * 2 / 3
    for start in stride(from: 0, through: plain.count, by: 37) {
      #expect(
        set.ones(from: start, to: border, limit: 9)
          == Array(ones.filter { $0 >= start && $0 < border }.prefix(9)))
    }
  }
}
