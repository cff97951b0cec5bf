import TerminalModel
import Themes

/// The newest values of a series as columns, the newest at the right; columns are as broad as all
/// of the series leaves room for.
struct Sparkline {
  /// Oldest first; nil where there was no sample.
  var values: [Double?]
  /// The value that fills the height.
  var maximum: Double
  var coloring: Coloring

  enum Coloring {
    case role(ThemeRole)
    /// By what a value is: maps it to 0…1 of the theme's gradient.
    case heat((Double) -> Double)
  }

  func draw(in rect: Rect, on painter: inout Painter) {
    guard !rect.isEmpty else { return }
    let breadth = max(1, values.isEmpty ? 1 : rect.width / values.count)
    let shown = values.suffix(rect.width / breadth)
    var x = rect.maxX - shown.count * breadth
    if x > rect.x {
      painter.fill(
        Rect(x: rect.x, y: rect.maxY - 1, width: x - rect.x, height: 1),
        with: painter.glyphs.noSample, style: painter.theme[.graphGrid])
    }
    for value in shown {
      for column in x..<x + breadth { self.column(value, x: column, in: rect, on: &painter) }
      x += breadth
    }
  }

  private func column(_ value: Double?, x: Int, in rect: Rect, on painter: inout Painter) {
    guard let value else {
      painter.put(painter.glyphs.noSample, x: x, y: rect.maxY - 1, role: .graphGrid)
      return
    }
    let steps = painter.glyphs.levels.count
    let part = maximum > 0 ? min(1, max(0, value / maximum)) : 0
    var level = max(1, Int((part * Double(steps * rect.height)).rounded()))
    let style =
      switch coloring {
      case .role(let role): painter.theme[role]
      case .heat(let level): painter.theme.heat(level(value))
      }
    var y = rect.maxY - 1
    while level > 0, y >= rect.y {
      painter.put(painter.glyphs.levels[min(level, steps) - 1], x: x, y: y, style: style)
      level -= steps
      y -= 1
    }
  }
}
