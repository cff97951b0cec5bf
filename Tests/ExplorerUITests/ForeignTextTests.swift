import EtcdModel
import ExplorerModel
import TerminalModel
import Testing
import Themes

@testable import ExplorerUI

/// Keys, values, names and errors are foreign: whatever is in them, the terminal gets none of it raw.
@Suite("Foreign text on the screen")
struct ForeignTextTests {
  /// Wide, combining, right to left, what is wide in one font only, and marks without end.
  private static let crooked = [
    "größe-配置-設定", "e\u{301}\u{302}\u{303}", "مفتاح/שלום", "👩‍👩‍👧/🇩🇪", "ﷺ①ⅧΩ", "ｆｕｌｌ",
    String(repeating: "\u{300}", count: 40), "한국어-ไทย-देवनागरी",
  ]

  @Test("Wide, combining, right-to-left and unknown text leaves every border straight")
  func borders() {
    for columns in [61, 80, 120, 121, 200] {
      let size = Size(columns: columns, rows: 50)
      for words in Self.crooked {
        let bytes = Array(String(repeating: words, count: 9).utf8)
        let pair = KeyValue(key: Key(bytes), value: bytes, modRevision: 5, version: 1)
        var server = FakeServer(Fixture.fresh(size))
        let text = String(repeating: words, count: 30)
        server.document = ValueDocument(
          format: .text, contents: text, note: text, lines: [ValueLine([ValueSpan(text)])],
          size: 9, shownSize: 9)
        server.send(.started)
        server.watch(
          "/",
          [
            .started(revision: 1, endpoint: Fixture.endpoint(1)),
            .events([Event(kind: .put, keyValue: pair)], revision: 5),
          ])
        server.send(.notice(.error, text))
        server.press("gjj\r")
        var snapshot = Fixture.snapshot
        snapshot.members[0].name = text
        server.send(.cluster(snapshot))
        let canvas = ScreenRenderer(theme: Theme(name: "plain", entries: [:]))
          .render(server.state).canvas
        #expect(expectStraightBorders(canvas, .unicode) > 0)
        server.press("2W")
        server.press("!")
        expectStraightBorders(
          ScreenRenderer(theme: Theme(name: "plain", entries: [:])).render(server.state).canvas,
          .unicode)
      }
    }
  }

  /// Escapes, bidi controls, joiners, line ends, C1, a lone mark and what is no UTF-8.
  private static let hostile: [UInt8] =
    Array(
      "\u{1B}[31m\u{1B}]52;c;AAAA\u{7}\r\n\u{8}\u{202E}\u{2066}\u{200D}\u{FEFF}\u{9B}1m\u{301}\u{E0041}"
        .utf8) + [0xFF, 0x9B, 0xC0, 0]

  private func isSafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }

  private func expectSafe(_ state: ExplorerState) {
    for glyphs in [GlyphSet.unicode, .ascii] {
      let theme = Theme(name: "plain", entries: [:])
      let frame = ScreenRenderer(theme: theme, glyphs: glyphs).render(state)
      let unsafe = frame.canvas.rows.flatMap { $0.unicodeScalars.filter { !isSafe($0) } }
      #expect(unsafe.isEmpty, "\(unsafe.map { String($0.value, radix: 16) })")
    }
  }

  private func text(_ random: inout SystemRandomNumberGenerator) -> [UInt8] {
    (0..<Int.random(in: 1...40, using: &random)).flatMap { _ -> [UInt8] in
      Bool.random(using: &random)
        ? [UInt8.random(in: 0...255, using: &random)]
        : [Self.hostile.randomElement(using: &random) ?? 0]
    }
  }

  @Test("In keys, values, events, errors, histories, comparisons and lists")
  func everywhere() {
    var random = SystemRandomNumberGenerator()
    let size = Size(columns: 120, rows: 40)
    for round in 0..<12 {
      let bytes = round == 0 ? Self.hostile : text(&random)
      let words = String(decoding: bytes, as: UTF8.self)
      let pair = KeyValue(key: Key(bytes), value: bytes, modRevision: 5, version: 1)
      var server = FakeServer(Fixture.fresh(size))
      let lines = [ValueLine([ValueSpan(words), ValueSpan(words, .added)])]
      server.document = ValueDocument(
        format: .text, contents: words, note: words, lines: lines, size: 9, shownSize: 9)
      server.send(.started)
      server.watch(
        "/",
        [
          .started(revision: 1, endpoint: Fixture.endpoint(1)),
          .events([Event(kind: .put, keyValue: pair)], revision: 5),
          .disconnected(reason: words, endpoint: Fixture.endpoint(1)),
          .ended(EtcdError(code: .other, message: words)),
        ])
      server.send(.notice(.error, words))
      expectSafe(server.state)
      // The event's key: its value, wrapped too, what can be copied of it, and its history.
      server.press("gjj\r")
      expectSafe(server.state)
      server.press("2W")
      expectSafe(server.state)
      server.press("y")
      expectSafe(server.state)
      server.send(.key(KeyPress(.escape)))
      server.press("H")
      expectSafe(server.state)
    }
  }
}
