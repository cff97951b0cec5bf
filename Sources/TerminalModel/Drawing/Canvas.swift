/// A grid of cells that widgets draw on; the renderer brings it to the screen.
///
/// Whatever is written, the grid stays one that every terminal shows alike: each wide cell has its
/// continuation to the right, no half of a wide character is left over, and no cell holds a scalar
/// that a terminal would act upon (a control becomes `U+FFFD`; show foreign text through a
/// ``Sanitiser`` first).
public struct Canvas: Sendable {
  public let size: Size
  public let width: ScalarWidth
  /// Row by row.
  public private(set) var cells: [Cell]

  public init(size: Size, width: ScalarWidth = .approximate, style: Style = .plain) {
    self.size = Size(columns: max(0, size.columns), rows: max(0, size.rows))
    self.width = width
    cells = Array(
      repeating: Cell(" ", style: style), count: self.size.columns * self.size.rows)
  }

  public var bounds: Rect { Rect(x: 0, y: 0, width: size.columns, height: size.rows) }

  /// The cell at a column and row; blank outside the canvas.
  public subscript(x: Int, y: Int) -> Cell {
    guard 0..<size.columns ~= x, 0..<size.rows ~= y else { return .blank }
    return cells[y * size.columns + x]
  }

  /// Writes one line of text at `x`, `y`, showing only what falls into `clip` (all of the canvas
  /// when nil). `x` may lie left of the clip: a scrolled line starts outside. A wide character that
  /// the clip cuts in two is shown as blanks.
  ///
  /// Returns the column after the last scalar looked at, where the next run of the line starts.
  @discardableResult
  public mutating func write(
    _ text: String, x: Int, y: Int, style: Style = .plain, clip: Rect? = nil
  ) -> Int {
    let area = clip.map { bounds.intersection($0) } ?? bounds
    guard area.y..<area.maxY ~= y else { return x + width.columns(of: text) }
    let packed = PackedStyle(style)
    let row = y * size.columns
    let width = width
    var cells = cells.mutableSpan
    var column = x
    var last: Int?
    for scalar in text.unicodeScalars {
      let columns = width.columns(of: scalar)
      if columns == 0 {
        if let last { cells[row + last].combine(scalar) }
        continue
      }
      guard column < area.maxX else { break }
      last = nil
      if columns == 2, column < area.x || column + 2 > area.maxX {
        for half in column...column + 1 where area.x..<area.maxX ~= half {
          cells.put(Cell(" ", style: packed), at: row + half)
        }
      } else if column >= area.x {
        let shown = columns != nil ? scalar : width.isASCII ? scalar.plain : "\u{FFFD}"
        cells.put(Cell(shown, width: columns ?? 1, style: packed), at: row + column)
        last = column
      }
      column += columns ?? 1
    }
    return column
  }

  @discardableResult
  public mutating func write(
    _ text: some StringProtocol, x: Int, y: Int, style: Style = .plain, clip: Rect? = nil
  ) -> Int {
    write(String(text), x: x, y: y, style: style, clip: clip)
  }

  /// Overwrites a rectangle with one scalar of width 1.
  public mutating func fill(_ rect: Rect, with scalar: Unicode.Scalar = " ", style: Style = .plain)
  {
    let area = bounds.intersection(rect)
    let cell = Cell(width.columns(of: scalar) == 1 ? scalar : " ", style: style)
    let columns = size.columns
    var cells = cells.mutableSpan
    for y in area.y..<area.maxY {
      for x in area.x..<area.maxX { cells.put(cell, at: y * columns + x) }
    }
  }

  /// Changes how the cells of a rectangle look and keeps what they show.
  public mutating func restyle(_ rect: Rect, _ change: (inout Style) -> Void) {
    let area = bounds.intersection(rect)
    for y in area.y..<area.maxY {
      for index in y * size.columns + area.x..<y * size.columns + area.maxX {
        change(&cells[index].style)
      }
    }
  }

  /// Copies all of another canvas with its top left at `x`, `y`.
  public mutating func draw(_ other: Canvas, x: Int, y: Int) {
    let size = size
    var cells = cells.mutableSpan
    for row in 0..<other.size.rows where 0..<size.rows ~= y + row {
      for column in 0..<other.size.columns where 0..<size.columns ~= x + column {
        let cell = other[column, row]
        let index = (y + row) * size.columns + x + column
        let isCut = cell.isContinuation && x + column == 0
        if isCut || cell.width == 2 && x + column + 1 == size.columns {
          cells.put(Cell(" ", style: cell.styleBits), at: index)
        } else if !cell.isContinuation {
          cells.put(cell, at: index)
        }
      }
    }
  }

  /// The rows as text without their trailing spaces.
  public var rows: [String] {
    (0..<size.rows).map { y in
      var row = String.UnicodeScalarView()
      for x in 0..<size.columns where !self[x, y].isContinuation {
        row.append(self[x, y].scalar)
        row.append(contentsOf: self[x, y].combining)
      }
      while row.last == " " { row.removeLast() }
      return String(row)
    }
  }
}

extension MutableSpan<Cell> {
  /// Stores a cell of a row, with its continuation when it is wide, and blanks what is left of a
  /// wide character that it covers in half. The caller has checked that it fits into the row.
  fileprivate mutating func put(_ cell: Cell, at index: Int) {
    let last = cell.width == 2 ? index + 1 : index
    if self[index].isContinuation {
      self[index - 1] = Cell(" ", style: self[index - 1].styleBits)
    }
    if self[last].width == 2 {
      self[last + 1] = Cell(" ", style: self[last + 1].styleBits)
    }
    self[index] = cell
    if cell.width == 2 { self[last] = .continuation(style: cell.styleBits) }
  }
}

extension Canvas: Equatable {
  /// Same size and cells; the width function is not compared.
  public static func == (one: Canvas, other: Canvas) -> Bool {
    one.size == other.size && one.cells == other.cells
  }
}
