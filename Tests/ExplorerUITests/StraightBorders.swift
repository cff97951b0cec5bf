import TerminalModel
import Testing
import Themes

/// Every box whose corners are on the canvas has unbroken sides, whatever text it holds.
///
/// - Returns: how many boxes there are.
@discardableResult
func expectStraightBorders(
  _ canvas: Canvas, _ glyphs: GlyphSet, sourceLocation: SourceLocation = #_sourceLocation
) -> Int {
  var boxes = 0
  for border in [glyphs.border, glyphs.focusBorder] {
    for y in 0..<canvas.size.rows {
      for x in 0..<canvas.size.columns where canvas[x, y].scalar == border.topLeft {
        guard let right = top(of: border, x, y, canvas) else { continue }
        boxes += 1
        // A scroll bar stands in the right side.
        for (side, thumb) in [(x, nil), (right, glyphs.scrollThumb)] {
          var row = y + 1
          while row < canvas.size.rows,
            [border.vertical, thumb].contains(canvas[side, row].scalar)
          {
            row += 1
          }
          let corner = side == x ? border.bottomLeft : border.bottomRight
          #expect(
            row < canvas.size.rows && canvas[side, row].scalar == corner,
            "column \(side) is broken in row \(row): \(canvas.rows[min(row, canvas.size.rows - 1)])",
            sourceLocation: sourceLocation)
        }
      }
    }
  }
  return boxes
}

/// The column of the other corner, where this one begins the top of a box: its text may hold anything.
private func top(of border: BoxGlyphs, _ x: Int, _ y: Int, _ canvas: Canvas) -> Int? {
  guard x + 1 < canvas.size.columns, canvas[x + 1, y].scalar == border.horizontal else {
    return nil
  }
  return (x + 1..<canvas.size.columns).first { canvas[$0, y].scalar == border.topRight }
}
