import Testing

@testable import ExplorerModel

@Suite("What is looked for in names")
struct NamePatternTests {
  @Test(
    "Each kind of pattern finds what it should, and nothing else",
    arguments: [
      ("pod", "/registry/pods/a", true), ("pod", "/registry/PODS", true), ("Pod", "pods", false),
      ("!pod", "/registry/pods", false), ("!pod", "/registry/nodes", true),
      ("~rgpd", "/registry/pods", true), ("~dpgr", "/registry/pods", false), ("", "x", true),
      ("r:^/reg.*/p[ao]ds?$", "/registry/pods", true), ("r:^reg", "/registry", false),
      ("r:a|b", "xbx", true), ("r:(ab)+c", "xababc", true), ("r:(ab)+c", "xabac", false),
      ("r:\\d\\d-[^0-9]", "ns-42-a", true), ("r:\\d\\d-[^0-9]", "ns-42-7", false),
      ("r:a?b*$", "ccc", true), ("r:x(a|)y", "xy", true), ("!r:^a", "ba", true),
      ("r:\\.json$", "a.json", true), ("r:\\.json$", "a-json", false), ("r:[]a]", "]", true),
      (#"a\x07"#, "xa\u{7}", true), (#"a\\b"#, #"a\b"#, true), (#"~\0b"#, "a\0cb", true),
    ])
  func kinds(pattern: String, name: String, matches: Bool) throws {
    #expect(try NamePattern(pattern).matches(Array(name.utf8)) == matches)
  }

  @Test("A pattern that no engine could finish by trying takes a moment")
  func hostile() throws {
    let pattern = try NamePattern("r:(a+)+(a|aa)*(a*)*$x")
    #expect(!pattern.matches([UInt8](repeating: UInt8(ascii: "a"), count: 2000)))
  }

  @Test(
    "What is no regular expression is said in a sentence",
    arguments: ["r:(", "r:)", "r:[a", "r:*", "r:a\\", "r:[z-a]", "r:a{2}"])
  func invalid(pattern: String) {
    #expect(throws: PatternError.self) { try NamePattern(pattern) }
  }

  @Test("Bytes that are no text are bytes")
  func bytes() throws {
    #expect(try NamePattern("r:^.a.$").matches([0xFF, 0x61, 0x00]))
    #expect(try NamePattern("a").matches([0xFF, 0x61, 0x00]))
  }

  @Test("A longer text refines a shorter one of its kind")
  func refining() throws {
    #expect(try NamePattern("pods").refines(NamePattern("pod")))
    #expect(try NamePattern("~pods").refines(NamePattern("~po")))
    #expect(try !NamePattern("!pods").refines(NamePattern("!pod")))
    #expect(try !NamePattern("r:pods").refines(NamePattern("r:pod")))
  }
}
