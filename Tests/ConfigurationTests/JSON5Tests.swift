import Testing

@testable import Configuration

@Suite("JSON5") struct JSON5Tests {
  private func value(_ text: String) throws -> JSON5.Value {
    try JSON5.parse(Array(text.utf8), file: "f").value
  }

  private func message(_ text: String) -> String {
    do throws(FileError) {
      return "no error: \(try JSON5.parse(Array(text.utf8), file: "f"))"
    } catch {
      return error.description
    }
  }

  @Test("values in every way that JSON5 writes them")
  func values() throws {
    #expect(try value(" null // nothing") == .null)
    #expect(try value("/* so */ true") == .bool(true))
    #expect(try value("-12") == .integer(-12))
    #expect(try value("+0x1F") == .integer(31))
    #expect(try value(".5") == .number(0.5))
    #expect(try value("1e3") == .number(1000))
    #expect(try value("'it''s'".replacing("''", with: "\\'")) == .string("it's"))
    #expect(try value(#""\x41\u00e9\ud83d\ude00\n\"""#) == .string("Aé😀\n\""))
    #expect(try value("'one \\\n line'") == .string("one  line"))
    #expect(try value("\u{FEFF}[]") == .array([]))
  }

  @Test("objects take bare keys and a comma at the end, and every value knows its line")
  func objects() throws {
    let json = try JSON5.parse(
      Array("// title\n{\n  a: 1,\n  'b-c': [2,\n 3,],\n}\n".utf8), file: "f")
    #expect(json.line == 2)
    guard case .object(let fields) = json.value else { throw FileError(file: "f", problem: "") }
    #expect(fields["a"] == JSON5(value: .integer(1), line: 3))
    #expect(
      fields["b-c"]
        == JSON5(
          value: .array([
            JSON5(value: .integer(2), line: 4), JSON5(value: .integer(3), line: 5),
          ]), line: 4))
  }

  @Test(
    "mistakes are told with their line and what was expected",
    arguments: [
      ("", "f:1: is empty"),
      ("{\n a: }", "f:2: a value is expected, not \"}\""),
      ("{ a: 1\n b: 2 }", "f:2: a comma or } is expected, not \"b\""),
      ("{ a 1 }", "f:1: a colon is expected after \"a\", not \"1\""),
      ("{ a: 1,\n a: 2 }", "f:2: \"a\" is written twice"),
      ("{ 'a: 1 }\n", "f:1: the text in quotes has no end"),
      ("[1,\n2", "f:2: a comma or ] is expected, not the end of the file"),
      ("\n/* open", "f:2: the comment that begins here has no */"),
      ("{} x", "f:1: has \"x\" after its end"),
      ("1.2.3", "f:1: 1.2.3 is no number"),
      ("'\\ud800'", "f:1: the text has half a character, U+D800"),
      ("'\\xg'", "f:1: 2 hexadecimal digits are expected, not \"g\""),
      ("yes", "f:1: a value is expected, not \"y\""),
    ])
  func mistakes(text: String, words: String) {
    #expect(message(text) == words)
  }

  @Test("a file that nests without end or is no text is refused")
  func hostile() {
    #expect(
      message(String(repeating: "[", count: 100_000)) == "f:1: nests deeper than 64 levels")
    #expect(throws: FileError(file: "f", problem: "is not UTF-8 text")) {
      try JSON5.parse([0x7B, 0xFF, 0x7D], file: "f")
    }
  }
}
