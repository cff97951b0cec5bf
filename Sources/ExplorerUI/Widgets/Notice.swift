import TerminalModel
import Themes

/// What an empty pane says instead: what is missing, and what to do about it.
struct Notice {
  var title: String
  var lines: [StyledText]

  init(_ title: String, _ lines: [StyledText] = []) {
    self.title = title
    self.lines = lines
  }

  /// In the upper middle of the rectangle.
  func draw(in rect: Rect, on painter: inout Painter) {
    guard !rect.isEmpty else { return }
    var rows = painter.width.wrap(title, columns: rect.width).map { StyledText($0, .uiForeground) }
    if rows.count + 1 + lines.count <= rect.height, !lines.isEmpty { rows.append("") }
    rows += lines
    let top = rect.y + max(0, (rect.height - rows.count) / 3)
    for (index, row) in rows.enumerated() where top + index < rect.maxY {
      painter.draw(row, x: rect.x, y: top + index, columns: rect.width, align: .center)
    }
  }
}
