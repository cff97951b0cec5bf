import Testing

@testable import TerminalModel

@Suite("A cell")
struct CellTests {
  @Test("is three words without padding")
  func size() {
    #expect(MemoryLayout<Cell>.size == 24)
    #expect(MemoryLayout<Cell>.stride == 24)
  }

  @Test(
    "keeps every style",
    arguments: [
      Style.plain,
      Style(foreground: .ansi(0), background: .ansi(15), attributes: .bold),
      Style(foreground: .indexed(255), background: .indexed(16), attributes: [.italic, .reverse]),
      Style(
        foreground: .rgb(red: 255, green: 254, blue: 1),
        background: .rgb(red: 0, green: 0, blue: 0), attributes: [.underline, .dim]),
    ])
  func styles(_ style: Style) {
    #expect(Cell("x", style: style).style == style)
    #expect(PackedStyle(style) == PackedStyle(PackedStyle(style).style))
  }

  @Test("keeps four marks in their order and drops the fifth")
  func marks() {
    let marks: [Unicode.Scalar] = ["\u{301}", "\u{302}", "\u{1E01B}", "\u{304}", "\u{305}"]
    var cell = Cell("e", style: Style(foreground: .ansi(3)))
    for mark in marks { cell.combine(mark) }
    #expect(cell.combining == Array(marks.prefix(4)))
    #expect(cell.scalar == "e")
    #expect(cell.width == 1)
    #expect(cell.style.foreground == .ansi(3))
  }

  @Test("differs by scalar, width, mark and style")
  func equality() {
    var marked = Cell("a")
    marked.combine("\u{301}")
    let cells = [
      Cell("a"), Cell("b"), Cell("a", width: 2), marked,
      Cell("a", style: Style(attributes: .bold)), .continuation(style: PackedStyle(.plain)),
    ]
    #expect(Set(cells).count == cells.count)
  }
}
