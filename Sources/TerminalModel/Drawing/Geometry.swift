/// Columns and rows.
public struct Size: Hashable, Sendable {
  public var columns: Int
  public var rows: Int

  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }
}

/// A rectangle of cells; `x` and `y` are its top left, zero-based.
public struct Rect: Hashable, Sendable {
  public var x: Int
  public var y: Int
  public var width: Int
  public var height: Int

  public init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = Swift.max(0, width)
    self.height = Swift.max(0, height)
  }

  public var maxX: Int { x + width }
  public var maxY: Int { y + height }
  public var isEmpty: Bool { width == 0 || height == 0 }

  /// What both cover; empty when they do not meet.
  public func intersection(_ other: Rect) -> Rect {
    let (left, top) = (max(x, other.x), max(y, other.y))
    return Rect(
      x: left, y: top, width: min(maxX, other.maxX) - left, height: min(maxY, other.maxY) - top)
  }

  /// Smaller by `columns` and `rows` on each side.
  public func inset(columns: Int = 1, rows: Int = 1) -> Rect {
    Rect(x: x + columns, y: y + rows, width: width - 2 * columns, height: height - 2 * rows)
  }

  public func overlaps(_ other: Rect) -> Bool {
    x < other.maxX && other.x < maxX && y < other.maxY && other.y < maxY
  }

  public func contains(x column: Int, y row: Int) -> Bool {
    x..<maxX ~= column && y..<maxY ~= row
  }

  /// One row of it, counted from its top.
  public func row(_ index: Int) -> Rect { Rect(x: x, y: y + index, width: width, height: 1) }

  public func dropTop(_ rows: Int) -> Rect {
    let rows = min(max(0, rows), height)
    return Rect(x: x, y: y + rows, width: width, height: height - rows)
  }

  public func dropBottom(_ rows: Int) -> Rect {
    Rect(x: x, y: y, width: width, height: height - min(max(0, rows), height))
  }

  public func dropLeft(_ columns: Int) -> Rect {
    let columns = min(max(0, columns), width)
    return Rect(x: x + columns, y: y, width: width - columns, height: height)
  }
}
