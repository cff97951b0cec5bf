import TerminalModel
import Themes

/// Text being typed, with the cursor behind it; of a long one the end is shown.
struct TextField {
  var text: String

  func draw(x: Int, y: Int, columns: Int, on painter: inout Painter) -> Point {
    let rect = Rect(x: x, y: y, width: columns, height: 1)
    painter.fillRow(.fieldFocus, in: rect)
    let shown = painter.width.truncate(
      text, to: columns - 1, cutting: .start, ellipsis: String(painter.glyphs.ellipsis))
    let end = painter.draw(
      StyledText(shown, .fieldFocus), x: x, y: y, columns: max(0, columns - 1))
    return Point(x: min(end, max(x, rect.maxX - 1)), y: y)
  }
}
