import TerminalModel
import Testing

@Suite("The width of a scalar")
struct ScalarWidthTests {
  @Test(
    "nothing that steers a terminal or cannot be seen has one",
    arguments: [
      "\0", "\u{1B}", "\u{7F}", "\u{9B}", "\u{A0}", "\u{AD}", "\u{200D}", "\u{202E}", "\u{FE0F}",
      "\u{FEFF}", "\u{2028}", "\u{E000}", "\u{FFFF}", "\u{E0001}", "\u{3164}",
    ] as [Unicode.Scalar])
  func none(_ scalar: Unicode.Scalar) {
    let obliging = ScalarWidth { _ in 1 }
    #expect(obliging.columns(of: scalar) == nil)
  }

  @Test("the blocks that are not looked up hold nothing invisible")
  func blocks() {
    let obliging = ScalarWidth { _ in 1 }
    for value in UInt32(0xA0)...0xFFFF {
      guard let scalar = Unicode.Scalar(value), obliging.columns(of: scalar) != nil else {
        continue
      }
      let category = scalar.properties.generalCategory
      #expect(!scalar.properties.isDefaultIgnorableCodePoint, "\(value)")
      #expect(
        ![.control, .format, .spaceSeparator, .lineSeparator, .privateUse].contains(category),
        "\(value)")
    }
  }

  @Test("what the C library does not know is not drawn")
  func unknown() {
    #expect(ScalarWidth { _ in -1 }.columns(of: "é" as Unicode.Scalar) == nil)
    #expect(ScalarWidth { _ in 3 }.columns(of: "é" as Unicode.Scalar) == nil)
  }

  @Test("an ASCII terminal shows nothing else")
  func ascii() {
    #expect(ScalarWidth.ascii.columns(of: "a" as Unicode.Scalar) == 1)
    #expect(ScalarWidth.ascii.columns(of: "é" as Unicode.Scalar) == nil)
    #expect(ScalarWidth.ascii.columns(of: "─" as Unicode.Scalar) == nil)
    #expect(Sanitiser(width: .ascii).text("é─") == "\\u{e9}\\u{2500}")
  }

  @Test("text is as wide as it is drawn")
  func text() {
    #expect(ScalarWidth.approximate.columns(of: "a中e\u{301}\u{1B}👍") == 7)
  }
}
