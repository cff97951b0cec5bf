import Testing

@testable import ExplorerModel

@Suite("Names after a prefix")
struct NameMatcherTests {
  static let patterns = [
    "ab", "a", "aab", "!ab", "~aba", "!~aab", "Ab", "~bA", "r:^ab", "r:b$", "r:a.b|bb$", "!r:^a+b",
    "r:^$", "r:(a|b)*aab$", "r:$",
  ]

  @Test("Prefix and name are searched as the one path that they are", arguments: patterns)
  func borders(pattern: String) throws {
    let pattern = try NamePattern(pattern)
    var random = SeededGenerator(seed: 7)
    let letters = Array("abAB/".utf8)
    for _ in 0..<300 {
      let path = (0..<Int.random(in: 0...9, using: &random)).map { _ in
        letters.randomElement(using: &random) ?? 0
      }
      let border = Int.random(in: 0...path.count, using: &random)
      var names = NameBatch(prefix: Array(path[..<border]))
      names.append(path[border...], lengths: [path.count - border])
      names.append([0x7F], lengths: [1])
      let answer = MatchQuestion(pattern: pattern, names: names, wantsBest: false).answer()
      #expect(answer.matches.first == naive(pattern, path), "\(path) at \(border)")
    }
  }

  /// By trying everything, for what the patterns above say.
  private func naive(_ pattern: NamePattern, _ path: [UInt8]) -> Bool {
    let text = String(decoding: path, as: UTF8.self)
    let folded = pattern.ignoresCase ? text.lowercased() : text
    let found =
      switch pattern.kind {
      case .substring(let needle):
        folded.contains(String(decoding: needle, as: UTF8.self))
      case .fuzzy(let letters):
        letters.reduce(Optional(folded.utf8[...])) { rest, letter in
          rest.flatMap { rest in
            rest.firstIndex(of: letter).map { rest[rest.index(after: $0)...] }
          }
        } != nil
      case .expression: expected(pattern.text, folded)
      }
    return found != pattern.isInverted
  }

  private func expected(_ expression: String, _ text: String) -> Bool {
    switch expression {
    case "r:^ab": text.hasPrefix("ab")
    case "r:b$": text.hasSuffix("b")
    case "r:a.b|bb$":
      text.hasSuffix("bb")
        || zip(text, text.dropFirst(2)).contains { $0 == "a" && $1 == "b" }
    case "!r:^a+b": text.hasPrefix("a") && text.drop { $0 == "a" }.first == "b"
    case "r:^$": text.isEmpty
    case "r:(a|b)*aab$": text.hasSuffix("aab")
    default: true
    }
  }

  @Test("The letters that begin words, and those at a path's end, say most about what is meant")
  func best() throws {
    let paths = ["/registry/pods/default/web", "/registry/podtemplates/d", "/r/p/d/w", "/xrxpxdxw"]
    func best(_ text: String) throws -> String? {
      var names = NameBatch(prefix: [])
      for path in paths {
        names.append(Array(path.utf8)[...], lengths: [path.utf8.count])
      }
      let question = MatchQuestion(
        pattern: try NamePattern(text), names: names, wantsBest: true)
      return question.answer().best.map { String(decoding: $0.path, as: UTF8.self) }
    }
    #expect(try best("~rpdw") == "/r/p/d/w")
    #expect(try best("~web") == "/registry/pods/default/web")
    #expect(try best("~podtd") == "/registry/podtemplates/d")
    #expect(try best("~zz") == nil)
  }
}
