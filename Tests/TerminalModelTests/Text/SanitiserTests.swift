import Testing

@testable import TerminalModel

@Suite("The sanitiser")
struct SanitiserTests {
  /// Described by its output, lest the test's log steer the terminal.
  struct Shown: Sendable, CustomTestStringConvertible {
    var input: String
    var output: String
    var testDescription: String { output }

    init(_ input: String, _ output: String) {
      self.input = input
      self.output = output
    }
  }

  @Test("keeps the meaning of our own sentences where only ASCII can be shown")
  func sentences() {
    let words = "größe: healthy → down …\u{1B}"
    #expect(Sanitiser(width: .ascii).sentence(words) == "gr\\u{f6}\\u{df}e: healthy > down ~\\x1b")
    #expect(Sanitiser().sentence(words) == "größe: healthy → down …\\x1b")
  }

  @Test(
    "shows what is printable and escapes the rest",
    arguments: [
      Shown("plain /key-1", "plain /key-1"),
      Shown("日本 é ü", "日本 é ü"),
      Shown("e\u{301}", "e\u{301}"),
      Shown("a\nb\tc\rd\0", "a\\nb\\tc\\rd\\0"),
      Shown("\u{1B}[31m\u{7F}", "\\x1b[31m\\x7f"),
      Shown("\u{9B}2J\u{85}", "\\u{9b}2J\\u{85}"),
      Shown("a\u{202E}b\u{2066}", "a\\u{202e}b\\u{2066}"),
      Shown("👩\u{200D}👩", "👩\\u{200d}👩"),
      Shown("❤\u{FE0F}", "❤\\u{fe0f}"),
      Shown("a\u{A0}b\u{3000}\u{FEFF}\u{AD}", "a\\u{a0}b\\u{3000}\\u{feff}\\u{ad}"),
      Shown("\u{2028}\u{E000}\u{115F}\u{3164}", "\\u{2028}\\u{e000}\\u{115f}\\u{3164}"),
      Shown("\u{301}x", "\\u{301}x"),
      Shown("\n\u{301}", "\\n\\u{301}"),
      Shown("a\\nb", "a\\\\nb"),
    ])
  func text(_ shown: Shown) {
    #expect(Sanitiser().text(shown.input) == shown.output)
  }

  @Test(
    "escapes each byte that is not UTF-8",
    arguments: [
      ([0xFF, 0x41], "\\xffA"),
      ([0xC0, 0x80], "\\xc0\\x80"),
      ([0xE4, 0xB8, 0x41], "\\xe4\\xb8A"),
      ([0xED, 0xA0, 0x80], "\\xed\\xa0\\x80"),
      ([0xF4, 0x90, 0x80, 0x80], "\\xf4\\x90\\x80\\x80"),
      ([0xE0, 0x9F, 0xBF], "\\xe0\\x9f\\xbf"),
      ([0xF0, 0x9F, 0x91], "\\xf0\\x9f\\x91"),
      ([0xE4, 0xE4, 0xB8, 0xAD], "\\xe4中"),
      ([0x80], "\\x80"),
    ] as [([UInt8], String)])
  func invalid(_ bytes: [UInt8], _ shown: String) {
    #expect(Sanitiser().text(bytes) == shown)
  }

  @Test("escapes the fifth mark on a base")
  func zalgo() {
    let marks = String(repeating: "\u{301}", count: 6)
    let shown = Sanitiser().text("e" + marks)
    #expect(shown == "e\u{301}\u{301}\u{301}\u{301}\\u{301}\\u{301}")
  }

  @Test("expands tabs to columns when asked to")
  func tabs() {
    let sanitiser = Sanitiser(tab: .spaces(4))
    #expect(sanitiser.text("a\tb\t中\t|") == "a   b   中  |")
    #expect(sanitiser.text("\u{1}\t|") == "\\x01    |")
    #expect(Sanitiser(tab: .spaces(0)).text("\t") == "\\t")
  }

  @Test("splits lines at line feeds and shows carriage returns")
  func lines() {
    let sanitiser = Sanitiser(backslash: .verbatim)
    #expect(sanitiser.lines(Array("a\\b\r\n\nc\n".utf8)) == ["a\\b\\r", "", "c"])
    #expect(sanitiser.lines([]) == [])
    #expect(sanitiser.lines([0x0A]) == [""])
  }

  @Test("tells escapes from text that looks like them")
  func spans() {
    let spans = Sanitiser(backslash: .verbatim).spans(Array("\\n\n\0x".utf8))
    #expect(
      spans == [
        .init(text: "\\n", isEscape: false), .init(text: "\\n\\0", isEscape: true),
        .init(text: "x", isEscape: false),
      ])
  }

  private static let alphabet: [[UInt8]] =
    (0...0xFF).map { [UInt8($0)] }
    + [
      "\u{202E}", "\u{2069}", "\u{200D}", "\u{200B}", "\u{301}", "中", "👍", "\u{FE0F}", "\u{E0001}",
      "\\", "\\x1b", "\\u{9b}", "\u{1B}]52;c;", "\u{9D}",
    ].map { Array($0.utf8) }

  @Test("lets no control, bidi override or escape sequence through, whatever comes in")
  func fuzz() {
    var random = SeededGenerator(seed: 2)
    let sanitiser = Sanitiser()
    for _ in 0..<4000 {
      let bytes = (0..<Int.random(in: 0...40, using: &random)).flatMap { _ in
        Self.alphabet.randomElement(using: &random) ?? []
      }
      let text = sanitiser.text(bytes)
      for scalar in text.unicodeScalars {
        #expect(sanitiser.width.columns(of: scalar) != nil, "\(bytes)")
      }
      #expect(sanitiser.spans(bytes).map(\.text).joined() == text)
      #expect(readBack(text) == bytes)
    }
  }

  /// The inverse of the doubled-backslash policy: the shown text loses nothing.
  private func readBack(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = Substring(text).unicodeScalars
    while let scalar = rest.popFirst() {
      guard scalar == "\\", let kind = rest.popFirst() else {
        bytes += Array(String(scalar).utf8)
        continue
      }
      switch kind {
      case "n": bytes.append(0x0A)
      case "t": bytes.append(0x09)
      case "r": bytes.append(0x0D)
      case "0": bytes.append(0)
      case "x":
        bytes.append(UInt8(String(rest.prefix(2)), radix: 16) ?? 0)
        rest.removeFirst(2)
      case "u":
        let digits = rest.dropFirst().prefix { $0 != "}" }
        let value = Unicode.Scalar(UInt32(String(digits), radix: 16) ?? 0) ?? "?"
        bytes += Array(String(value).utf8)
        rest = rest.dropFirst(digits.count + 2)
      default: bytes.append(0x5C)
      }
    }
    return bytes
  }
}
