import TerminalModel
import Testing

@Suite("Text with escapes")
struct EscapedTextTests {
  @Test(
    "Whatever bytes are shown, what is shown means these bytes", arguments: 0..<50 as Range<UInt64>)
  func roundTrip(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let parts: [[UInt8]] = [
      Array("\\x".utf8), Array("\\u{".utf8), Array("ü配e\u{301}".utf8), Array("\u{202E}\u{9B}".utf8),
      [0], [0xFF, 0xC0], Array("\\\\n".utf8), Array("\n\t\r".utf8), Array("41}".utf8),
    ]
    let bytes = (0..<30).flatMap { _ -> [UInt8] in
      Bool.random(using: &random)
        ? [UInt8.random(in: 0...255, using: &random)]
        : parts.randomElement(using: &random) ?? []
    }
    #expect(EscapedText.bytes(Sanitiser().text(bytes)) == bytes)
    #expect(EscapedText.bytes(Sanitiser(width: .ascii).text(bytes)) == bytes)
  }

  @Test("A backslash that begins no escape is itself")
  func verbatim() {
    for text in [#"a\b"#, #"\x4"#, #"\xzz"#, #"\u{}"#, #"\u{110000}"#, #"\u{41"#, "\\"] {
      #expect(EscapedText.bytes(text) == Array(text.utf8))
    }
    #expect(EscapedText.bytes(#"/a\x2F\u{e9}"#) == Array("/a/é".utf8))
  }
}
