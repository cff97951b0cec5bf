import Configuration
import TerminalModel
import Testing
import Themes

@Suite struct ThemeFileTests {
  private func theme(_ styles: String, palette: String = "") throws -> Theme {
    try ThemeCatalog.bundled.theme(
      named: "t", path: "t.json",
      bytes: Array("{ palette: { \(palette) }, styles: { \(styles) } }".utf8))
  }

  private func message(_ text: String) -> String {
    do {
      _ = try ThemeCatalog.bundled.theme(named: "t", path: "t.json", bytes: Array(text.utf8))
      return "no error"
    } catch {
      return error.description
    }
  }

  @Test("a colour is a name of the palette, #rrggbb, default or a number")
  func colors() throws {
    let theme = try theme(
      "'ui.fg': 'sea', 'ui.dim': '#010203', 'row.new': 3, 'row.gone': 200, 'alarm': 'default'",
      palette: "sea: '#102030'")
    #expect(theme[.uiForeground].foreground == .rgb(red: 16, green: 32, blue: 48))
    #expect(theme[.uiDim].foreground == .rgb(red: 1, green: 2, blue: 3))
    #expect(theme[.rowNew].foreground == .ansi(3))
    #expect(theme[.rowGone].foreground == .indexed(200))
    #expect(theme[.alarm].foreground == .default)
  }

  @Test("a key that is left out looks like its parent, in the end like ui.fg on ui.bg")
  func fallback() throws {
    let theme = try theme(
      "'ui.fg': '#aaaaaa', 'ui.bg': { bg: '#111111' }, 'row.cursor': { bg: '#222222', add: ['bold'] }"
    )
    #expect(theme[.rowCursorInactive] == theme[.rowCursor])
    #expect(theme[.rowCursor].attributes == .bold)
    #expect(theme[.syntaxString] == theme[.uiForeground])
    #expect(theme[.uiForeground].background == RGB(hex: "#111111")?.color)
    #expect(ThemeRole.uiBorderFocus.parent == .uiBorder)
    #expect(ThemeRole.graphLine3.parent == .uiForeground)
    #expect(ThemeRole.uiForeground.parent == nil)
  }

  @Test(
    "a role on a row takes the row's background and attributes, and its foreground if it has one")
  func onRow() throws {
    let theme = try theme(
      """
      'ev.put': '#00ff00', 'row.cursor': { bg: '#222222', add: ['bold'] },
      'row.marked': { fg: '#ffffff' }
      """)
    let onCursor = theme.style(.eventPut, on: .rowCursor)
    #expect(onCursor.foreground == theme[.eventPut].foreground)
    #expect(onCursor.background == theme[.rowCursor].background)
    #expect(onCursor.attributes == .bold)
    #expect(theme.style(.eventPut, on: .rowMarked).foreground == theme[.rowMarked].foreground)
    #expect(theme.style(.eventPut, on: nil) == theme[.eventPut])
  }

  @Test("16 colours take the file's own choice, attributes alone take mono")
  func degrading() throws {
    let theme = try theme(
      """
      'status.crit': { fg: 'fire', add: ['bold'], mono: ['reverse'] },
      'row.cursor': { bg: '#303030', bg16: 4 }, 'alarm': '#cc0000',
      """, palette: "fire: { rgb: '#ff6655', ansi: 9 }")
    #expect(theme.degraded(to: .indexed)[.statusCritical].foreground.isIndexed)
    let sixteen = theme.degraded(to: .ansi)
    #expect(sixteen[.statusCritical].foreground == .ansi(9))
    #expect(sixteen[.rowCursor].background == .ansi(4))
    #expect(sixteen[.alarm].foreground == .ansi(1))
    let none = theme.degraded(to: .none)
    #expect(none[.statusCritical] == Style(attributes: .reverse))
    #expect(none[.rowCursor] == .plain)
    #expect(none.degraded(to: .rgb) == theme)
  }

  @Test("errors name the file, the line, the key and what to write")
  func errors() {
    #expect(
      message("{ styles: {\n 'ui.fgg': 1 } }")
        == "t.json:2: styles.\"ui.fgg\" is no key of a theme; a misspelling?")
    #expect(
      message("{ styles: { 'row.cursor': {\n\n bg: 'see' } } }")
        == "t.json:3: styles.\"row.cursor\".bg is \"see\"; write #rrggbb, default, 0 to 255 or a "
        + "name of the palette")
    #expect(
      message("{ styles: { 'ui.fg': { add: ['blink'] } } }")
        == "t.json:1: styles.\"ui.fg\".add[0] is \"blink\"; write bold, dim, italic, underline or "
        + "reverse")
    #expect(
      message("{ colours: {} }")
        == "t.json:1: colours is unknown; known are about, glyphs, inherits, palette, styles")
    #expect(message("{ palette: { a: 256 } }").hasPrefix("t.json:1: palette.a is no colour"))
    #expect(
      message("{ styles: [ }") == "t.json:1: a value is expected, not \"}\"")
    #expect(message("[]") == "t.json:1: must be an object, { … }")
  }

  @Test("a mistake's words are foreign text: no escape of it reaches the terminal")
  func hostile() {
    let words = message("{ styles: { '\u{1B}[2J': 1 } }")
    #expect(words.hasPrefix("t.json:1: styles."))
    #expect(!words.unicodeScalars.contains("\u{1B}"))
  }
}

extension Color {
  fileprivate var isIndexed: Bool {
    if case .indexed = self { true } else { false }
  }
}
