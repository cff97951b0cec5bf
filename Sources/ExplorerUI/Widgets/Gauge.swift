import TerminalModel
import Themes

/// A part of a whole as a bar; the number stands beside it.
struct Gauge {
  /// 0…1.
  var part: Double
  /// From where on it is drawn as a warning, and as critical.
  var warning = 0.75
  var critical = 0.9

  var role: ThemeRole {
    part >= critical ? .gaugeCritical : part >= warning ? .gaugeWarn : .gaugeOK
  }

  func draw(x: Int, y: Int, columns: Int, on painter: inout Painter) {
    let full = max(0, min(columns, Int((part * Double(columns)).rounded())))
    painter.canvas.fill(
      Rect(x: x, y: y, width: full, height: 1), with: painter.glyphs.gaugeFull,
      style: painter.theme[role])
    painter.canvas.fill(
      Rect(x: x + full, y: y, width: columns - full, height: 1), with: painter.glyphs.gaugeRest,
      style: painter.theme[.gaugeRest])
  }
}
