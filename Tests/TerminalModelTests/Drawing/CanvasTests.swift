import Testing

@testable import TerminalModel

@Suite("A canvas")
struct CanvasTests {
  private func canvas(_ columns: Int, _ rows: Int = 1) -> Canvas {
    Canvas(size: Size(columns: columns, rows: rows))
  }

  @Test("shows text where it is written and says where it ended")
  func write() {
    var canvas = canvas(10, 2)
    let end = canvas.write("key", x: 2, y: 1, style: Style(attributes: .bold))
    #expect(end == 5)
    #expect(canvas.rows == ["", "  key"])
    #expect(canvas[2, 1].style.attributes == .bold)
    #expect(canvas[5, 1].style == .plain)
  }

  @Test("shows something like our own symbols where only ASCII can be shown, and ? for the rest")
  func plain() {
    var canvas = Canvas(size: Size(columns: 12, rows: 1), width: .ascii)
    canvas.write("a→b… é\u{1B}\u{9B}中", x: 0, y: 0)
    #expect(canvas.rows == ["a>b~ ????"])
  }

  @Test("clips on all sides", arguments: [-3, 0, 2, 7, 20])
  func clipping(x: Int) {
    var canvas = canvas(10, 3)
    canvas.fill(canvas.bounds, with: ".")
    let clip = Rect(x: 2, y: 1, width: 5, height: 1)
    for y in -1...3 { canvas.write("abcdefghijkl", x: x, y: y, clip: clip) }
    #expect(canvas.rows[0] == "..........")
    #expect(canvas.rows[2] == "..........")
    #expect(canvas.rows[1].hasPrefix(".."))
    #expect(canvas.rows[1].hasSuffix("..."))
  }

  @Test("shows the visible part of a line that starts left of the clip")
  func scrolledLine() {
    var canvas = canvas(5)
    canvas.write("abcdefgh", x: -2, y: 0)
    #expect(canvas.rows == ["cdefg"])
  }

  @Test("gives a wide character two columns")
  func wide() {
    var canvas = canvas(6)
    #expect(canvas.write("中文z", x: 0, y: 0) == 5)
    #expect(canvas[1, 0].isContinuation)
    #expect(canvas[2, 0].scalar == "文")
    #expect(canvas.rows == ["中文z"])
  }

  @Test("blanks the other half of a wide character that is overwritten in half")
  func halves() {
    var canvas = canvas(6)
    canvas.write("中文", x: 0, y: 0)
    canvas.write("Z", x: 1, y: 0)
    #expect(canvas.rows == [" Z文"])
    canvas.write("Y", x: 2, y: 0)
    #expect(canvas.rows == [" ZY"])
    canvas.write("中文", x: 0, y: 0)
    canvas.write("字", x: 1, y: 0)
    #expect(canvas.rows == [" 字"])
  }

  @Test("blanks a wide character that an edge or a clip cuts in two")
  func cutWide() {
    var canvas = canvas(3)
    canvas.write("ab中", x: 0, y: 0)
    #expect(canvas.rows == ["ab"])
    canvas.write("中b", x: -1, y: 0)
    #expect(canvas.rows == [" b"])
  }

  @Test("joins marks to the character before and drops them where that is not shown")
  func marks() {
    var canvas = canvas(3)
    canvas.write("\u{301}e\u{301}x", x: 0, y: 0)
    #expect(canvas.rows == ["e\u{301}x"])
    canvas.write("e\u{301}y", x: -1, y: 0)
    #expect(canvas.rows == ["yx"])
  }

  @Test("never holds a scalar that a terminal would act upon")
  func hostile() {
    var canvas = canvas(8)
    canvas.write("a\u{1B}\n\u{9B}\u{202E}\u{200D}z", x: 0, y: 0)
    #expect(canvas.rows == ["a\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}z"])
    canvas.fill(canvas.bounds, with: "\u{7}")
    #expect(canvas.rows == [""])
  }

  @Test("restyles what is there")
  func restyle() {
    var canvas = canvas(4)
    canvas.write("a中", x: 0, y: 0)
    canvas.restyle(Rect(x: 0, y: 0, width: 9, height: 1)) { $0.attributes.insert(.reverse) }
    #expect(canvas.rows == ["a中"])
    for x in 0..<4 { #expect(canvas[x, 0].style.attributes == .reverse) }
  }

  @Test("draws another canvas and blanks what the edges cut")
  func drawCanvas() {
    var inner = canvas(4)
    inner.write("中文", x: 0, y: 0)
    var outer = canvas(5)
    outer.draw(inner, x: 1, y: 0)
    #expect(outer.rows == [" 中文"])
    outer.draw(inner, x: 2, y: 0)
    #expect(outer.rows == ["  中"])
    outer.fill(outer.bounds)
    outer.draw(inner, x: -1, y: 0)
    #expect(outer.rows == [" 文"])
  }

  @Test("frames a rectangle")
  func box() {
    var canvas = canvas(6, 4)
    canvas.box(Rect(x: 1, y: 0, width: 5, height: 3), glyphs: .rounded)
    #expect(canvas.rows == [" ╭───╮", " │   │", " ╰───╯", ""])
    canvas.box(Rect(x: 0, y: 0, width: 1, height: 9))
    #expect(canvas.rows[0] == " ╭───╮")
  }

  @Test("keeps its invariants whatever is drawn")
  func invariants() {
    var random = SeededGenerator(seed: 1)
    let texts = ["a", "中", "中文字", "e\u{301}\u{302}", "ab中cd", "\u{301}", "\u{1B}[2J", "👍👍"]
    var canvas = canvas(9, 3)
    for _ in 0..<5000 {
      let x = Int.random(in: -4...10, using: &random)
      let y = Int.random(in: -1...3, using: &random)
      let rect = Rect(
        x: Int.random(in: -2...9, using: &random), y: Int.random(in: -1...3, using: &random),
        width: Int.random(in: 0...12, using: &random), height: Int.random(in: 0...5, using: &random)
      )
      switch Int.random(in: 0..<5, using: &random) {
      case 0:
        canvas.fill(rect, with: texts.randomElement(using: &random)?.unicodeScalars.first ?? " ")
      case 1: canvas.box(rect)
      case 2: canvas.draw(canvas, x: x, y: y)
      default:
        canvas.write(texts.randomElement(using: &random) ?? "", x: x, y: y, clip: rect)
      }
      for y in 0..<3 {
        for x in 0..<9 {
          let cell = canvas[x, y]
          if cell.width == 2 { #expect(x < 8 && canvas[x + 1, y].isContinuation) }
          if cell.isContinuation { #expect(x > 0 && canvas[x - 1, y].width == 2) }
          if !cell.isContinuation {
            #expect(canvas.width.columns(of: cell.scalar) == cell.width)
          }
        }
      }
    }
  }
}
