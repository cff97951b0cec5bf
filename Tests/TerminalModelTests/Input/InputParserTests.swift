import Testing

@testable import TerminalModel

@Suite("The input parser")
struct InputParserTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var bytes: String
    var key: KeyPress

    init(_ bytes: String, _ code: KeyPress.Code, _ modifiers: KeyPress.Modifiers = []) {
      self.bytes = bytes
      key = KeyPress(code, modifiers)
    }

    var testDescription: String { Sanitiser().text(bytes) }
  }

  private func parse(_ text: String) -> [TerminalInput] {
    var parser = InputParser()
    return parser.feed(text.utf8)
  }

  @Test(
    "knows the keys of the usual terminals",
    arguments: [
      Case("a", .character("a")), Case("G", .character("G")), Case(" ", .character(" ")),
      Case("é", .character("é")), Case("中", .character("中")), Case("👍", .character("👍")),
      Case("\r", .enter), Case("\t", .tab), Case("\u{7F}", .backspace), Case("\u{8}", .backspace),
      Case("\0", .character(" "), .control), Case("\u{1A}", .character("z"), .control),
      Case("\n", .character("j"), .control), Case("\u{1F}", .character("_"), .control),
      Case("\u{1B}[A", .up), Case("\u{1B}OB", .down), Case("\u{1B}[1;5C", .right, .control),
      Case("\u{1B}[1;2D", .left, .shift), Case("\u{1B}[1;3A", .up, .alt),
      Case("\u{1B}[1;8A", .up, [.shift, .alt, .control]), Case("\u{1B}[1;9B", .down, .alt),
      Case("\u{1B}[a", .up, .shift), Case("\u{1B}Oa", .up, .control),
      Case("\u{1B}[H", .home), Case("\u{1B}OF", .end), Case("\u{1B}[1~", .home),
      Case("\u{1B}[8~", .end), Case("\u{1B}[2~", .insert), Case("\u{1B}[3~", .delete),
      Case("\u{1B}[5~", .pageUp), Case("\u{1B}[6;5~", .pageDown, .control),
      Case("\u{1B}[6^", .pageDown, .control), Case("\u{1B}[Z", .backTab),
      Case("\u{1B}OP", .function(1)), Case("\u{1B}[[E", .function(5)),
      Case("\u{1B}[15~", .function(5)), Case("\u{1B}[17~", .function(6)),
      Case("\u{1B}[24;2~", .function(12), .shift), Case("\u{1B}[1;5R", .function(3), .control),
      Case("\u{1B}[34~", .function(20)), Case("\u{1B}OM", .enter),
      Case("\u{1B}Ok", .character("+")),
      Case("\u{1B}x", .character("x"), .alt), Case("\u{1B}é", .character("é"), .alt),
      Case("\u{1B}\u{7F}", .backspace, .alt), Case("\u{1B}\r", .enter, .alt),
      Case("\u{1B}[27;5;105~", .character("i"), .control), Case("\u{1B}[27;2;13~", .enter, .shift),
      Case("\u{1B}[97;3u", .character("a"), .alt), Case("\u{1B}[27u", .escape),
      Case("\u{1B}[9;2u", .backTab), Case("\u{1B}[97:65;2u", .character("A")),
    ])
  func keys(_ example: Case) {
    #expect(parse(example.bytes) == [.key(example.key)])
  }

  @Test("gives the same events in whatever pieces the bytes come")
  func pieces() {
    let text = "a\u{1B}[1;5Cé\u{1B}[200~x\ry\u{1B}[201~\u{1B}[<0;3;4M中\u{1B}OPz"
    let whole = parse(text)
    #expect(whole.count == 8)
    for cut in 1..<text.utf8.count {
      var parser = InputParser()
      let bytes = Array(text.utf8)
      #expect(parser.feed(bytes[..<cut]) + parser.feed(bytes[cut...]) == whole)
    }
  }

  @Test("takes a lone ESC for the Escape key after its timeout only")
  func loneEscape() {
    var parser = InputParser()
    #expect(parser.timeout == nil)
    #expect(parser.feed([0x1B]) == [])
    #expect(parser.timeout == InputParser.escapeTimeout)
    #expect(parser.timeOut() == [.key(KeyPress(.escape))])
    #expect(parser.timeout == nil)
    #expect(parser.timeOut() == [])
    #expect(parser.feed([0x1B, 0x1B]) == [.key(KeyPress(.escape))])
    #expect(parser.timeOut() == [.key(KeyPress(.escape))])
  }

  @Test(
    "settles what stays unfinished",
    arguments: [
      ("\u{1B}[", [.key(KeyPress(.character("["), .alt))]),
      ("\u{1B}O", [.key(KeyPress(.character("O"), .alt))]),
      ("\u{1B}P", [.key(KeyPress(.character("P"), .alt))]),
      ("\u{1B}[1;5", []),
      ("\u{1B}]11;rgb:", []),
    ] as [(String, [TerminalInput])])
  func unfinished(_ bytes: String, _ expected: [TerminalInput]) {
    var parser = InputParser()
    #expect(parser.feed(bytes.utf8) == [])
    #expect(parser.timeout == InputParser.sequenceTimeout)
    #expect(parser.timeOut() == expected)
    #expect(parser.feed("k".utf8) == [.key(.character("k"))])
  }

  @Test(
    "swallows replies and sequences that are no keys",
    arguments: [
      "\u{1B}]11;rgb:0000/0000/0000\u{1B}\\", "\u{1B}]0;q\u{7}", "\u{1B}P1$r0m\u{1B}\\",
      "\u{1B}[?62;22c", "\u{1B}[24;80R", "\u{1B}[>0;276;0c", "\u{1B}[M !!", "\u{1B}[5$p",
      "\u{1B}[<64;1;1m", "\u{1B}[<35;4;4M", "\u{1B}[<0;0;0M", "\u{1B}[57358u", "\u{1B}[128u",
      "\u{1B}[" + String(repeating: "1", count: 5000) + "A",
    ])
  func replies(_ bytes: String) {
    #expect(parse(bytes + "q") == [.key(.character("q"))])
  }

  @Test("a paste is one event with its line ends told apart")
  func paste() {
    #expect(
      parse("\u{1B}[200~a\rb\r\nc\nq\u{1B}[A\u{1B}\u{1B}[201~k") == [
        .paste(Paste(text: "a\nb\nc\nq\u{1B}[A\u{1B}")), .key(.character("k")),
      ])
  }

  @Test("what follows a pause in a paste is pasted too, however long it lasts, and no key")
  func stalledPaste() {
    var parser = InputParser()
    #expect(parser.feed("\u{1B}[200~ab\u{1B}[2".utf8) == [])
    #expect(parser.timeout == InputParser.sequenceTimeout)
    #expect(parser.timeOut() == [])
    #expect(parser.timeout == nil)
    #expect(parser.feed("q\rF\r".utf8) == [])
    #expect(parser.timeout == InputParser.sequenceTimeout)
    #expect(parser.timeOut() == [])
    #expect(
      parser.feed("D\u{1B}[201~k".utf8) == [
        .paste(Paste(text: "ab\u{1B}[2q\nF\nD")), .key(.character("k")),
      ])
    #expect(parser.timeout == nil)
  }

  @Test("Ctrl-C gets out of a paste whose end never came, and only after a pause")
  func lostPasteEnd() {
    var parser = InputParser()
    #expect(parser.feed("\u{1B}[200~a\u{3}b".utf8) == [])
    _ = parser.timeOut()
    #expect(parser.feed("\u{3}k".utf8) == [.key(.control("c")), .key(.character("k"))])
    #expect(
      parser.feed("\u{1B}[200~new\u{1B}[201~".utf8) == [.paste(Paste(text: "new"))])
  }

  @Test("a paste keeps no more than its limit and says what was dropped")
  func longPaste() {
    var parser = InputParser()
    _ = parser.feed("\u{1B}[200~".utf8)
    _ = parser.feed(repeatElement(UInt8(ascii: "x"), count: InputParser.pasteLimit + 5))
    guard case .paste(let paste)? = parser.feed("\u{1B}[201~".utf8).first else {
      Issue.record("no paste")
      return
    }
    #expect(paste.text.utf8.count == InputParser.pasteLimit)
    #expect(paste.droppedBytes == 5)
  }

  @Test(
    "reads mouse reports",
    arguments: [
      ("\u{1B}[<0;3;4M", MouseEvent(.press(.left), x: 2, y: 3)),
      ("\u{1B}[<2;1;1m", MouseEvent(.release(.right), x: 0, y: 0)),
      ("\u{1B}[<32;300;200M", MouseEvent(.drag(.left), x: 299, y: 199)),
      ("\u{1B}[<64;1;2M", MouseEvent(.wheelUp, x: 0, y: 1)),
      ("\u{1B}[<69;1;2M", MouseEvent(.wheelDown, x: 0, y: 1, modifiers: .shift)),
      ("\u{1B}[<17;1;2M", MouseEvent(.press(.middle), x: 0, y: 1, modifiers: .control)),
    ])
  func mouse(_ bytes: String, _ event: MouseEvent) {
    #expect(parse(bytes) == [.mouse(event)])
  }

  @Test("a mouse report may come in pieces of any size")
  func mouseInPieces() {
    let bytes = Array("\u{1B}[<0;3;4M\u{1B}[<32;5;4M\u{1B}[<0;5;4mq".utf8)
    let expected: [TerminalInput] = [
      .mouse(MouseEvent(.press(.left), x: 2, y: 3)), .mouse(MouseEvent(.drag(.left), x: 4, y: 3)),
      .mouse(MouseEvent(.release(.left), x: 4, y: 3)), .key(.character("q")),
    ]
    for length in 1...bytes.count {
      var parser = InputParser()
      var inputs: [TerminalInput] = []
      for start in stride(from: 0, to: bytes.count, by: length) {
        inputs += parser.feed(bytes[start..<min(start + length, bytes.count)])
      }
      #expect(inputs == expected)
    }
  }

  @Test(
    "a mouse report that makes no sense is swallowed whole",
    arguments: [
      "\u{1B}[<M", "\u{1B}[<;;M", "\u{1B}[<0;1M", "\u{1B}[<0;-4;2M", "\u{1B}[<0;0;7M",
      "\u{1B}[<255;2;2M", "\u{1B}[<3;2;2M", "\u{1B}[<99999999999999999999;2;2M",
      "\u{1B}[<0;2;2;2$M",
    ])
  func strangeMouse(_ bytes: String) {
    let inputs = parse(bytes + "q")
    #expect(inputs.last == .key(.character("q")))
    #expect(inputs.allSatisfy { if case .key = $0 { $0 == .key(.character("q")) } else { true } })
  }

  @Test("coordinates of any size stay numbers")
  func hugeMouse() {
    guard
      case .mouse(let event)? = parse("\u{1B}[<0;99999999999999999999;88888888888888888888M").first
    else {
      Issue.record("no report")
      return
    }
    #expect(event.x > 100_000 && event.y > 100_000)
  }

  @Test("reads focus reports")
  func focus() {
    #expect(parse("\u{1B}[I\u{1B}[O") == [.focus(true), .focus(false)])
  }

  @Test("drops bytes that are no UTF-8 and goes on")
  func invalid() {
    var parser = InputParser()
    let inputs = parser.feed([0xFF, 0xC3, 0x61, 0xE4, 0xB8, 0x1B, 0x5B, 0x41, 0xC2, 0x85, 0x62])
    #expect(inputs == [.key(.character("a")), .key(KeyPress(.up)), .key(.character("b"))])
  }

  @Test("survives any bytes and always comes back to the ground")
  func fuzz() {
    var random = SeededGenerator(seed: 4)
    let alphabet = Array("\u{1B}\u{1B}\u{1B}[[O]P<>?;:0129~MmRuAz\u{7}\\^$ ".utf8)
    for _ in 0..<3000 {
      var parser = InputParser()
      for _ in 0..<Int.random(in: 1...60, using: &random) {
        let byte =
          Bool.random(using: &random)
          ? alphabet.randomElement(using: &random) ?? 0 : UInt8.random(in: 0...255, using: &random)
        _ = parser.feed([byte])
        if Int.random(in: 0..<20, using: &random) == 0 { _ = parser.timeOut() }
      }
      // Nothing but its end mark ends a paste.
      _ = parser.feed("\u{1B}[201~".utf8)
      _ = parser.timeOut()
      #expect(parser.timeout == nil)
      #expect(parser.feed("q".utf8) == [.key(.character("q"))])
    }
  }
}
