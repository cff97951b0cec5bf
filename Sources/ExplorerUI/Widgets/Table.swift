import TerminalModel
import Themes

/// Columns of a table: as wide as their cells need, dropped from the least important on when there
/// is no room, the rest given to the one that grows.
struct Table {
  struct Column {
    var title: String
    /// What stands before a cell where it is shown outside its column.
    var label: String
    var align: Painter.Alignment
    /// Dropped before columns of a lower number; 0 always stays.
    var rank: Int
    var minimum: Int
    var maximum: Int
    /// Takes the room that is left.
    var grows: Bool

    init(
      title: String, label: String? = nil, align: Painter.Alignment = .left, rank: Int = 0,
      minimum: Int = 0, maximum: Int = .max, grows: Bool = false
    ) {
      self.title = title
      self.label = label ?? title.lowercased() + " "
      self.align = align
      self.rank = rank
      self.minimum = minimum
      self.maximum = maximum
      self.grows = grows
    }
  }

  static let gap = 2

  let columns: [Column]
  let rows: [[StyledText]]

  /// The columns of each column; 0 for a dropped one.
  func widths(in total: Int, _ width: ScalarWidth) -> [Int] {
    var widths = columns.indices.map { index in
      let column = columns[index]
      let cells = rows.map { $0[index].columns(width) }.max() ?? 0
      // What grows into the room that is left is cut rather than dropped.
      if column.grows, column.rank > 0, column.minimum > 0 { return column.minimum }
      let needed = max(column.minimum, max(cells, column.title.unicodeScalars.count))
      return min(needed, max(column.maximum, 1))
    }
    func used() -> Int {
      let shown = widths.filter { $0 > 0 }
      return shown.reduce(0, +) + max(0, shown.count - 1) * Self.gap
    }
    while used() > total,
      let victim = columns.indices.filter({ widths[$0] > 0 && columns[$0].rank > 0 })
        .max(by: { columns[$0].rank < columns[$1].rank })
    {
      widths[victim] = 0
    }
    if let grower = columns.indices.first(where: { columns[$0].grows && widths[$0] > 0 }) {
      widths[grower] = max(0, widths[grower] + total - used())
    }
    return widths
  }

  /// What it needs to show every cell whole.
  func natural(_ width: ScalarWidth) -> Int {
    let widths = columns.indices.map { index in
      let cells = rows.map { $0[index].columns(width) }.max() ?? 0
      return max(columns[index].minimum, max(cells, columns[index].title.unicodeScalars.count))
    }.filter { $0 > 0 }
    return widths.reduce(0, +) + max(0, widths.count - 1) * Self.gap
  }

  func drawHeading(in rect: Rect, widths: [Int], on painter: inout Painter) {
    let titles = columns.map { StyledText($0.title, .uiFaint) }
    drawCells(titles, in: rect, widths: widths, row: nil, on: &painter)
  }

  func drawRow(
    _ index: Int, in rect: Rect, widths: [Int], row: ThemeRole? = nil, on painter: inout Painter
  ) {
    drawCells(rows[index], in: rect, widths: widths, row: row, on: &painter)
  }

  private func drawCells(
    _ cells: [StyledText], in rect: Rect, widths: [Int], row: ThemeRole?, on painter: inout Painter
  ) {
    guard rect.height > 0 else { return }
    var x = rect.x
    for (index, width) in widths.enumerated() where width > 0 && x < rect.maxX {
      painter.draw(
        cells[index], x: x, y: rect.y, columns: min(width, rect.maxX - x), row: row,
        align: columns[index].align)
      x += width + Self.gap
    }
  }

  /// The cells of a row that have no column in `widths`, behind their labels; those that hold
  /// nothing are left out.
  func hidden(in index: Int, _ widths: [Int]) -> [StyledText] {
    widths.indices.compactMap { column in
      let cell = rows[index][column]
      guard widths[column] == 0, !cell.isEmpty else { return nil }
      return StyledText(columns[column].label, .uiFaint) + cell
    }
  }

  /// Where a column begins; nil for a dropped one.
  func x(of index: Int, in rect: Rect, widths: [Int]) -> Int? {
    guard widths[index] > 0 else { return nil }
    return rect.x + widths[..<index].reduce(0) { $0 + ($1 > 0 ? $1 + Self.gap : 0) }
  }
}
