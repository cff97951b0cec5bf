import CTerminal
import Glibc
import TerminalModel
import TestSupport
import Testing

@testable import Terminal

/// A screen whose bytes go to a file, and from there to a virtual terminal.
@MainActor
private final class Bench {
  let screen: Screen
  private let output: UnsafeMutablePointer<FILE>
  private let input: UnsafeMutablePointer<FILE>
  private let terminal: VirtualScreen
  private var position = 0

  init(
    _ color: ColorChoice = .described, term: String = "xterm-256color", isUTF8: Bool = true,
    columns: Int = 40, rows: Int = 8, maximumDepth: ColorDepth = .rgb
  ) throws {
    setlocale(LC_CTYPE, "C.UTF-8")
    output = try #require(tmpfile())
    input = try #require(fopen("/dev/null", "r"))
    screen = try Screen(
      term: term, color: color, maximumDepth: maximumDepth, isUTF8: isUTF8,
      size: Size(columns: columns, rows: rows), output: output, input: input)
    terminal = VirtualScreen(columns: columns, rows: rows)
  }

  func canvas() -> Canvas { Canvas(size: screen.size, width: Locale.width(isUTF8: true)) }

  /// What drawing wrote.
  @discardableResult
  func draw(_ canvas: Canvas, cursor: Cursor? = nil) -> [UInt8] {
    screen.draw(canvas, cursor: cursor)
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = pread(fileno(output), &bytes, bytes.count, position)
    position += max(0, count)
    let written = Array(bytes[..<max(0, count)])
    terminal.feed(written)
    return written
  }

  var shot: Screenshot { terminal.screenshot() }

  func close() {
    screen.leave()
    screen.close()
    fclose(output)
    fclose(input)
  }
}

// ncurses keeps global state.
@Suite("The screen, seen through a virtual terminal", .serialized)
@MainActor
struct ScreenTests {
  private func with(_ bench: Bench, _ body: (Bench) throws -> Void) rethrows {
    defer { bench.close() }
    try body(bench)
  }

  @Test("shows 24-bit colours exactly, beside the terminal's own")
  func directColor() throws {
    try with(Bench(.direct)) { bench in
      #expect(bench.screen.colorDepth == .rgb)
      var canvas = bench.canvas()
      let styles: [(Style, Screenshot.Color, Screenshot.Color)] = [
        (
          Style(
            foreground: .rgb(red: 95, green: 175, blue: 215),
            background: .rgb(red: 26, green: 27, blue: 38)), .rgb(95, 175, 215), .rgb(26, 27, 38)
        ),
        (Style(foreground: .rgb(red: 0, green: 0, blue: 7)), .rgb(0, 0, 7), .default),
        (
          Style(
            foreground: .rgb(red: 255, green: 255, blue: 255),
            background: .rgb(red: 0, green: 0, blue: 0)), .rgb(255, 255, 255), .rgb(0, 0, 0)
        ),
        (Style(foreground: .ansi(3), background: .ansi(12)), .indexed(3), .indexed(12)),
        (Style(foreground: .indexed(200), background: .indexed(255)), .indexed(200), .indexed(255)),
        (Style(background: .rgb(red: 1, green: 2, blue: 3)), .default, .rgb(1, 2, 3)),
      ]
      for (x, (style, _, _)) in styles.enumerated() { canvas.write("x", x: x, y: 2, style: style) }
      bench.draw(canvas)
      for (x, (_, foreground, background)) in styles.enumerated() {
        #expect(bench.shot.cells[2][x].foreground == foreground)
        #expect(bench.shot.cells[2][x].background == background)
      }
    }
  }

  @Test("leaves the environment as it was", arguments: [nil, "/somewhere"])
  func environment(_ inherited: String?) throws {
    if let inherited { setenv("TERMINFO", inherited, 1) } else { unsetenv("TERMINFO") }
    defer { unsetenv("TERMINFO") }
    try with(Bench(.direct)) { _ in
      #expect(getenv("TERMINFO").map { String(cString: $0) } == inherited)
    }
  }

  @Test("shows the nearest of the fixed colours when there are 256")
  func indexedColor() throws {
    try with(Bench()) { bench in
      #expect(bench.screen.colorDepth == .indexed)
      var canvas = bench.canvas()
      canvas.write(
        "x", x: 0, y: 0,
        style: Style(foreground: .rgb(red: 95, green: 175, blue: 215), background: .ansi(1)))
      bench.draw(canvas)
      #expect(bench.shot.cells[0][0].foreground == .indexed(74))
      #expect(bench.shot.cells[0][0].background == .indexed(1))
    }
  }

  @Test("shows bright colours as bold when there are 8")
  func eightColors() throws {
    try with(Bench(term: "xterm")) { bench in
      #expect(bench.screen.colorDepth == .ansi)
      var canvas = bench.canvas()
      canvas.write("x", x: 0, y: 0, style: Style(foreground: .ansi(9), background: .ansi(4)))
      bench.draw(canvas)
      #expect(bench.shot.cells[0][0].foreground == .indexed(1))
      #expect(bench.shot.cells[0][0].isBold)
      #expect(bench.shot.cells[0][0].background == .indexed(4))
    }
  }

  @Test("keeps attributes when there is no colour", arguments: [true, false])
  func noColor(_ byEnvironment: Bool) throws {
    let bench = try byEnvironment ? Bench(.none) : Bench(maximumDepth: .none)
    with(bench) { bench in
      #expect(bench.screen.colorDepth == .none)
      var canvas = bench.canvas()
      let style = Style(
        foreground: .ansi(9), background: .rgb(red: 1, green: 2, blue: 3),
        attributes: [.bold, .italic, .underline, .reverse])
      canvas.write("x", x: 0, y: 0, style: style)
      bench.draw(canvas)
      let cell = bench.shot.cells[0][0]
      #expect(cell.foreground == .default && cell.background == .default)
      #expect(cell.isBold && cell.isItalic && cell.isUnderlined && cell.isReversed)
    }
  }

  @Test("keeps the columns of wide text, marks and Braille")
  func wideText() throws {
    try with(Bench()) { bench in
      var canvas = bench.canvas()
      let end = canvas.write("中文e\u{301}⣿─👍|", x: 0, y: 0)
      #expect(end == 10)
      canvas.write("中", x: 38, y: 1)
      bench.draw(canvas)
      let row = bench.shot.cells[0]
      #expect(row[9].text == "|")
      #expect(row[4].text.unicodeScalars.map(\.value) == [0x65, 0x301])
      #expect(bench.shot.rows[1].hasSuffix("中"))
      canvas.write("Z", x: 1, y: 0)
      bench.draw(canvas)
      #expect(bench.shot.rows[0] == " Z文e\u{301}⣿─👍|")
    }
  }

  @Test("writes nothing when nothing changed, and little when one cell did")
  func economy() throws {
    try with(Bench(.direct)) { bench in
      var canvas = bench.canvas()
      for y in 0..<8 {
        canvas.write("the quick brown fox", x: 3, y: y, style: Style(foreground: .ansi(2)))
      }
      let cursor = Cursor(x: 2, y: 1)
      #expect(!bench.draw(canvas, cursor: cursor).isEmpty)
      #expect(bench.draw(canvas, cursor: cursor).isEmpty)
      canvas.write("X", x: 20, y: 5)
      let bytes = bench.draw(canvas, cursor: cursor)
      #expect(1..<60 ~= bytes.count)
      #expect(bench.shot.rows[5] == "   the quick brown fXx")
    }
  }

  @Test("announces large frames, and those only")
  func synchronized() throws {
    try with(Bench(.direct)) { bench in
      var canvas = bench.canvas()
      canvas.fill(canvas.bounds, with: "x")
      let large = String(decoding: bench.draw(canvas), as: UTF8.self)
      let (begin, end) = ("\u{1B}[?2026h", "\u{1B}[?2026l")
      #expect(large.hasSuffix(end))
      #expect(large.ranges(of: begin).count == 1)
      canvas.write("y", x: 0, y: 0)
      #expect(!String(decoding: bench.draw(canvas), as: UTF8.self).contains(begin))
    }
  }

  @Test("parks the cursor where it is told, shown or hidden")
  func cursor() throws {
    try with(Bench()) { bench in
      let canvas = bench.canvas()
      bench.draw(canvas, cursor: Cursor(x: 7, y: 3))
      #expect(bench.shot.cursor == (7, 3))
      #expect(!bench.shot.showsCursor)
      bench.draw(canvas, cursor: Cursor(x: 1, y: 2, isVisible: true))
      #expect(bench.shot.cursor == (1, 2))
      #expect(bench.shot.showsCursor)
      bench.draw(canvas, cursor: Cursor(x: 999, y: -5, isVisible: true))
      #expect(bench.shot.cursor == (39, 0))
      bench.draw(canvas)
      #expect(!bench.shot.showsCursor)
    }
  }

  @Test("repaints everything after being told that the terminal shows something else")
  func invalidate() throws {
    try with(Bench()) { bench in
      var canvas = bench.canvas()
      canvas.write("here", x: 5, y: 5)
      bench.draw(canvas)
      #expect(bench.draw(canvas).isEmpty)
      bench.screen.invalidate()
      #expect(String(decoding: bench.draw(canvas), as: UTF8.self).contains("here"))
    }
  }

  @Test("sends ASCII only to a terminal that knows no more")
  func ascii() throws {
    try with(Bench(isUTF8: false)) { bench in
      var canvas = bench.canvas()
      canvas.write("a─中é|", x: 0, y: 0)
      let bytes = bench.draw(canvas)
      #expect(bytes.allSatisfy { $0 < 0x80 })
      #expect(bench.shot.rows[0].hasPrefix("a??"))
    }
  }

  @Test("clips a canvas that is larger and draws one that is smaller")
  func otherSizes() throws {
    try with(Bench()) { bench in
      var large = Canvas(size: Size(columns: 60, rows: 12), width: Locale.width(isUTF8: true))
      for y in 0..<12 { large.write("row \(y)", x: 0, y: y) }
      large.write("中", x: 39, y: 0)
      bench.draw(large)
      #expect(bench.shot.rows[7] == "row 7")
      #expect(bench.shot.rows[0] == "row 0")
      var small = Canvas(size: Size(columns: 10, rows: 2))
      small.write("small", x: 0, y: 0)
      bench.draw(small)
      #expect(bench.shot.rows[0] == "small")
    }
  }

  @Test("shows any sequence of canvases as drawn", arguments: [ColorChoice.direct, .described])
  func anyFrames(_ color: ColorChoice) throws {
    try with(Bench(color)) { bench in
      var random = SeededGenerator(seed: 5)
      let texts = ["a", "word", "中", "中文字", "e\u{301}x", "👍", "─│┌", "⣿", "  ", "\u{1B}[2J\r\n"]
      var canvas = bench.canvas()
      for _ in 0..<500 {
        for _ in 0..<Int.random(in: 0...12, using: &random) {
          let style = Style(
            foreground: Self.color(&random), background: Self.color(&random),
            attributes: Style.Attributes(rawValue: UInt8.random(in: 0...31, using: &random)))
          let x = Int.random(in: -3...38, using: &random)
          let y = Int.random(in: 0...7, using: &random)
          switch Int.random(in: 0...9, using: &random) {
          case 0: canvas.fill(Rect(x: x, y: y, width: 20, height: 3), style: style)
          case 1: canvas.restyle(Rect(x: x, y: y, width: 3, height: 2)) { $0 = style }
          default:
            canvas.write(texts.randomElement(using: &random) ?? "", x: x, y: y, style: style)
          }
        }
        bench.draw(canvas)
        let shot = bench.shot
        for y in 0..<8 {
          for x in 0..<40 where !canvas[x, y].isContinuation {
            let (cell, seen) = (canvas[x, y], shot.cells[y][x])
            let style = cell.style.degraded(to: bench.screen.colorDepth)
            var text = String.UnicodeScalarView([cell.scalar])
            text.append(contentsOf: cell.combining)
            let seenText = seen.text.isEmpty ? " " : seen.text
            try #require(seenText.unicodeScalars.elementsEqual(text), "\(x) \(y)")
            try #require(seen.background == Self.screenshotColor(style.background))
            // A blank shows no foreground, so ncurses may leave that of its neighbour.
            guard cell.scalar != " " else { continue }
            try #require(seen.foreground == Self.screenshotColor(style.foreground))
            try #require(seen.isBold == style.attributes.contains(.bold))
            try #require(seen.isItalic == style.attributes.contains(.italic))
            try #require(seen.isReversed == style.attributes.contains(.reverse))
          }
        }
      }
    }
  }

  private static func color(_ random: inout some RandomNumberGenerator) -> Color {
    switch Int.random(in: 0...3, using: &random) {
    case 0: .default
    case 1: .ansi(UInt8.random(in: 0...15, using: &random))
    case 2: .indexed(UInt8.random(in: 16...255, using: &random))
    default:
      .rgb(
        red: UInt8.random(in: 0...255, using: &random),
        green: UInt8.random(in: 0...255, using: &random),
        blue: UInt8.random(in: 0...255, using: &random))
    }
  }

  private static func screenshotColor(_ color: Color) -> Screenshot.Color {
    switch color {
    case .default: .default
    case .ansi(let index), .indexed(let index): .indexed(index)
    case .rgb(let red, let green, let blue): .rgb(red, green, blue)
    }
  }
}
