import Testing

@testable import TerminalModel

@Suite("Copying through the terminal")
struct ClipboardTests {
  @Test(
    "encodes base64",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy"),
      ("\u{FF}\u{FE}>?", "w7/Dvj4/"),
    ])
  func base64(_ text: String, _ encoded: String) {
    #expect(String(decoding: Base64.encode(Array(text.utf8)), as: UTF8.self) == encoded)
  }

  @Test("wraps for tmux, and refuses what terminals would cut")
  func sequence() {
    let plain = Clipboard.copySequence(Array("hi".utf8), insideTmux: false)
    #expect(plain == Array("\u{1B}]52;c;aGk=\u{7}".utf8))
    let wrapped = Clipboard.copySequence(Array("hi".utf8), insideTmux: true)
    #expect(
      wrapped
        == Array(
          "\u{1B}]52;c;aGk=\u{7}\u{1B}Ptmux;\u{1B}\u{1B}]52;c;aGk=\u{7}\u{1B}\\".utf8))
    let long = [UInt8](repeating: 0, count: Clipboard.limit + 1)
    #expect(Clipboard.copySequence(long, insideTmux: false) == nil)
    #expect(Clipboard.copySequence(long.dropLast(), insideTmux: false) != nil)
  }
}
