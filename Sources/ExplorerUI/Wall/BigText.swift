import TerminalModel
import Themes

/// A word or a number in large letters.
struct BigText {
  /// How many cells a dot of a letter takes; square on a terminal, whose cells are tall.
  enum Scale: CaseIterable {
    /// Four columns and two rows.
    case large
    /// Two columns and one row.
    case medium
    /// One column and half a row, or a whole one where there are no half blocks.
    case small

    /// 0 for the largest.
    var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  let role: ThemeRole
  /// One row of dots after the other.
  private let dots: [[Bool]]

  /// nil when the text holds a character that the font has no picture of.
  init?(_ text: String, _ role: ThemeRole) {
    self.role = role
    var dots = [[Bool]](repeating: [], count: BigFont.rows)
    for character in text {
      guard let picture = BigFont.picture(of: character) else { return nil }
      for row in 0..<BigFont.rows {
        if !dots[row].isEmpty { dots[row].append(false) }
        dots[row] += picture[row].map { $0 == "#" }
      }
    }
    self.dots = dots
  }

  func size(_ scale: Scale, _ glyphs: GlyphSet) -> Size {
    let columns = dots[0].count
    return switch scale {
    case .large: Size(columns: 4 * columns, rows: 2 * BigFont.rows)
    case .medium: Size(columns: 2 * columns, rows: BigFont.rows)
    case .small:
      Size(
        columns: columns, rows: glyphs.halves == nil ? BigFont.rows : (BigFont.rows + 1) / 2)
    }
  }

  /// The largest scale that fits; nil when none does.
  func scale(in room: Size, _ glyphs: GlyphSet) -> Scale? {
    Scale.allCases.first { scale in
      let size = size(scale, glyphs)
      return size.columns <= room.columns && size.rows <= room.rows
    }
  }

  /// With the top left at a cell.
  func draw(_ scale: Scale, x: Int, y: Int, on painter: inout Painter) {
    let style = painter.theme[role]
    if scale == .small, let halves = painter.glyphs.halves {
      drawHalves(halves, x: x, y: y, style, on: &painter)
      return
    }
    let (width, height) = scale == .large ? (4, 2) : scale == .medium ? (2, 1) : (1, 1)
    for (row, line) in dots.enumerated() {
      for (column, isOn) in line.enumerated() where isOn {
        painter.fill(
          Rect(x: x + column * width, y: y + row * height, width: width, height: height),
          with: painter.glyphs.solid, style: style)
      }
    }
  }

  private func drawHalves(
    _ halves: GlyphSet.Halves, x: Int, y: Int, _ style: Style, on painter: inout Painter
  ) {
    for row in stride(from: 0, to: BigFont.rows, by: 2) {
      for column in dots[row].indices {
        let upper = dots[row][column]
        let lower = row + 1 < BigFont.rows && dots[row + 1][column]
        guard upper || lower else { continue }
        painter.put(
          upper && lower ? painter.glyphs.solid : upper ? halves.upper : halves.lower,
          x: x + column, y: y + row / 2, style: style)
      }
    }
  }
}
