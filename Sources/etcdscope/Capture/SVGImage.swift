import TerminalModel
import Themes

/// A canvas as an SVG image: a text element for each run of one style, on rectangles of its ground.
struct SVGImage {
  let canvas: Canvas
  /// What stands for the terminal's own colours.
  var foreground = RGB(red: 0xD0, green: 0xD7, blue: 0xDE)
  var background = RGB(red: 0x12, green: 0x16, blue: 0x1C)

  /// In tenths of a pixel, so that all arithmetic is whole.
  private static let (cellWidth, cellHeight, baseline, margin) = (84, 170, 130, 100)

  /// Neighbouring cells of one look.
  private struct Run {
    var column: Int
    var columns: Int
    var text: String
    var style: Style
  }

  var text: String {
    let width = canvas.size.columns * Self.cellWidth + 2 * Self.margin
    let height = canvas.size.rows * Self.cellHeight + 2 * Self.margin
    let ground =
      canvas.size.rows > 0 ? colors(of: canvas[0, canvas.size.rows - 1].style).1 : background
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(tenths(width)) \(tenths(height))\""
        + " width=\"\(tenths(width))\" font-family=\"DejaVu Sans Mono,Menlo,Consolas,monospace\""
        + " font-size=\"14\" xml:space=\"preserve\">",
      "<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"\(ground.hex)\"/>",
    ]
    for row in 0..<canvas.size.rows {
      let runs = runs(of: row)
      lines += grounds(runs, row, except: ground)
      lines += runs.compactMap { element($0, row) }
    }
    return (lines + ["</svg>"]).joined(separator: "\n")
  }

  private func runs(of row: Int) -> [Run] {
    var runs: [Run] = []
    for column in 0..<canvas.size.columns {
      let cell = canvas[column, row]
      if cell.isContinuation { continue }
      var text = String.UnicodeScalarView([cell.scalar])
      text.append(contentsOf: cell.combining)
      if let last = runs.last, last.style == cell.style, cell.width == 1,
        last.columns == last.text.unicodeScalars.count
      {
        runs[runs.count - 1].columns += cell.width
        runs[runs.count - 1].text += String(text)
      } else {
        runs.append(
          Run(column: column, columns: cell.width, text: String(text), style: cell.style))
      }
    }
    return runs
  }

  private func grounds(_ runs: [Run], _ row: Int, except ground: RGB) -> [String] {
    var areas: [(column: Int, columns: Int, color: RGB)] = []
    for run in runs {
      let color = colors(of: run.style).1
      if let last = areas.last, last.color == color {
        areas[areas.count - 1].columns += run.columns
      } else {
        areas.append((run.column, run.columns, color))
      }
    }
    return areas.filter { $0.color != ground }.map { area in
      // A little more than the cell: no seam shows between two of them.
      "<rect x=\"\(x(area.column))\" y=\"\(tenths(Self.margin + row * Self.cellHeight))\""
        + " width=\"\(tenths(area.columns * Self.cellWidth + 3))\""
        + " height=\"\(tenths(Self.cellHeight + 3))\" fill=\"\(area.color.hex)\"/>"
    }
  }

  /// nil where there is nothing to see.
  private func element(_ run: Run, _ row: Int) -> String? {
    let attributes = run.style.attributes
    guard attributes.contains(.underline) || run.text.contains(where: { $0 != " " }) else {
      return nil
    }
    var element = "<text x=\"\(x(run.column))\""
    element += " y=\"\(tenths(Self.margin + row * Self.cellHeight + Self.baseline))\""
    if run.columns > 1 {
      // Fonts differ in width by a little, which a long line would show.
      element += " textLength=\"\(tenths(run.columns * Self.cellWidth))\""
    }
    element += " fill=\"\(colors(of: run.style).0.hex)\""
    if attributes.contains(.bold) { element += " font-weight=\"bold\"" }
    if attributes.contains(.italic) { element += " font-style=\"italic\"" }
    if attributes.contains(.underline) { element += " text-decoration=\"underline\"" }
    if attributes.contains(.dim) { element += " fill-opacity=\"0.7\"" }
    return element + ">\(escaped(run.text))</text>"
  }

  private func colors(of style: Style) -> (RGB, RGB) {
    let front = rgb(style.foreground) ?? foreground
    let back = rgb(style.background) ?? background
    return style.attributes.contains(.reverse) ? (back, front) : (front, back)
  }

  private func rgb(_ color: Color) -> RGB? {
    if case .ansi(let index) = color { return Self.sixteen[Int(index) % 16] }
    return RGB(color.expanded)
  }

  /// A terminal's 16 colours as many have them.
  private static let sixteen = [
    "#1c2128", "#e5534b", "#57ab5a", "#c69026", "#539bf5", "#b083f0", "#39c5cf", "#adbac7",
    "#768390", "#f47067", "#6bc46d", "#daaa3f", "#6cb6ff", "#dcbdfb", "#56d4dd", "#ffffff",
  ].compactMap { RGB(hex: $0) }

  private func x(_ column: Int) -> String { tenths(Self.margin + column * Self.cellWidth) }

  private func tenths(_ value: Int) -> String {
    value % 10 == 0 ? "\(value / 10)" : "\(value / 10).\(value % 10)"
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
