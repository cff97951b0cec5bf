import TerminalModel
import Themes

/// Which part of a list is on the screen, drawn over a border; nothing when all of it is.
struct ScrollBar {
  var top: Int
  var visible: Int
  var count: Int

  /// The thumb's first row and length within `height` rows; nil when everything is visible.
  func thumb(height: Int) -> (start: Int, length: Int)? {
    guard count > visible, visible > 0, height > 1 else { return nil }
    let length = max(1, min(height - 1, height * visible / count))
    let last = count - visible
    let start = (height - length) * min(max(0, top), last) / last
    return (start, length)
  }

  func draw(x: Int, y: Int, height: Int, on painter: inout Painter) {
    guard let thumb = thumb(height: height) else { return }
    painter.fill(
      Rect(x: x, y: y + thumb.start, width: 1, height: thumb.length),
      with: painter.glyphs.scrollThumb, style: painter.theme[.uiScrollThumb])
  }
}
