import Testing

@testable import ExplorerModel

/// Against the standard library's regular expressions, as far as they mean the same.
@Suite("Regular expressions over bytes")
struct ByteExpressionTests {
  private static func pattern(_ depth: Int, _ random: inout SeededGenerator) -> String {
    let leaves = ["a", "b", ".", "[ab]", "[^a]", "\\d", "ab"]
    guard depth > 0 else { return leaves.randomElement(using: &random) ?? "a" }
    func inner() -> String { pattern(depth - 1, &random) }
    switch Int.random(in: 0..<6, using: &random) {
    case 0: return "(\(inner())|\(inner()))"
    case 1: return "(\(inner()))*"
    case 2: return "(\(inner()))+"
    case 3: return "(\(inner()))?"
    default: return inner() + inner()
    }
  }

  @Test("Patterns of every shape find what they should", arguments: 0..<20 as Range<UInt64>)
  func agree(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<15 {
      let start = Bool.random(using: &random) ? "^" : ""
      let end = Bool.random(using: &random) ? "$" : ""
      let text = start + Self.pattern(3, &random) + end
      let reference = try Regex(text)
      let pattern = try NamePattern("r:" + text)
      for _ in 0..<15 {
        let name = String(
          (0..<Int.random(in: 0..<7, using: &random)).map { _ in
            ["a", "b", "7", "/"].randomElement(using: &random) ?? "a"
          })
        let matches = name.firstMatch(of: reference) != nil
        #expect(pattern.matches(Array(name.utf8)) == matches, "\(text) in \(name)")
      }
    }
  }

  @Test("Whatever is typed is a pattern or a sentence", arguments: 0..<20 as Range<UInt64>)
  func random(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let alphabet = Array("ab()[]{}|*+?.^$\\-!~r:x0\u{7F}é".unicodeScalars)
    for _ in 0..<500 {
      var text = "r:"
      for _ in 0..<Int.random(in: 0..<20, using: &random) {
        text.unicodeScalars.append(alphabet.randomElement(using: &random) ?? "a")
      }
      do throws(PatternError) {
        _ = try NamePattern(text).matches(Array("aab(x]".utf8) + [0xFF, 0])
      } catch {
        #expect(!error.description.isEmpty)
      }
    }
  }
}
