import Testing

@testable import TerminalModel

@Suite("Truncation")
struct TruncationTests {
  private let width = ScalarWidth.approximate

  @Test(
    "keeps what fits and marks the cut",
    arguments: [
      ("registry", 8, .end, "registry"),
      ("registry", 5, .end, "regi…"),
      ("registry", 5, .start, "…stry"),
      ("registry", 5, .middle, "re…ry"),
      ("registry", 6, .middle, "reg…ry"),
      ("registry", 1, .end, "…"),
      ("registry", 0, .end, ""),
      ("registry", -1, .middle, ""),
      ("中文字", 5, .end, "中文…"),
      ("中文字", 4, .end, "中…"),
      ("中文字", 4, .start, "…字"),
      ("e\u{301}e\u{301}e\u{301}", 2, .end, "e\u{301}…"),
      ("e\u{301}e\u{301}e\u{301}", 2, .start, "…e\u{301}"),
    ] as [(String, Int, ScalarWidth.Cut, String)])
  func truncate(_ text: String, _ columns: Int, _ cut: ScalarWidth.Cut, _ expected: String) {
    #expect(width.truncate(text, to: columns, cutting: cut) == expected)
  }

  @Test("takes other ellipses")
  func ascii() {
    #expect(width.truncate("registry", to: 6, ellipsis: "...") == "reg...")
    #expect(width.truncate("registry", to: 2, ellipsis: "...") == "..")
  }

  @Test("never exceeds its columns")
  func bound() {
    var random = SeededGenerator(seed: 3)
    let scalars: [Character] = ["a", "中", "e\u{301}", "👍", "/"]
    for _ in 0..<2000 {
      let text = String(
        (0..<Int.random(in: 0...20, using: &random)).map { _ in
          scalars.randomElement(using: &random) ?? "a"
        })
      let columns = Int.random(in: 0...20, using: &random)
      for cut in [ScalarWidth.Cut.start, .middle, .end] {
        #expect(width.columns(of: width.truncate(text, to: columns, cutting: cut)) <= columns)
      }
    }
  }
}
