/// The selected row of a list and the first row on the screen.
public struct ListCursor: Hashable, Sendable {
  public internal(set) var selected = 0
  public internal(set) var top = 0

  public init() {}

  mutating func select(_ row: Int, count: Int, height: Int) {
    selected = min(max(0, row), max(0, count - 1))
    reveal(count: count, height: height)
  }

  mutating func move(by rows: Int, count: Int, height: Int) {
    select(selected + rows, count: count, height: height)
  }

  /// Rows were inserted above the selection: it stays on its row, and that row on its line.
  mutating func shift(by rows: Int, count: Int, height: Int) {
    top += rows
    select(selected + rows, count: count, height: height)
  }

  private mutating func reveal(count: Int, height: Int) {
    let height = max(1, height)
    top = min(top, selected)
    top = max(top, selected - height + 1)
    top = min(max(0, top), max(0, count - height))
  }
}
