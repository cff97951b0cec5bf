import ExplorerModel
import TerminalModel
import Themes

/// Draws one pane from the state.
protocol PaneView {
  /// The border's words; drawn by whoever places the pane.
  func box(_ painter: Painter) -> Box

  /// The part of the inside that scrolls: what the reducer pages by.
  func list(in inside: Rect) -> Rect

  /// Returns where the hardware cursor rests when the pane has the focus.
  func draw(in area: PaneArea, on painter: inout Painter) -> Point?
}

/// Where a pane may draw.
struct PaneArea {
  /// All of it, without the border.
  var inside: Rect
  /// The column for a scroll bar.
  var scrollX: Int
}

/// A place on the screen, zero-based.
public struct Point: Hashable, Sendable {
  public var x: Int
  public var y: Int

  public init(x: Int, y: Int) {
    self.x = x
    self.y = y
  }
}

extension PaneView {
  /// The look of a row; nil for one without the cursor.
  func rowRole(isSelected: Bool, isFocused: Bool) -> ThemeRole? {
    isSelected ? (isFocused ? .rowCursor : .rowCursorInactive) : nil
  }
}

extension Rect {
  /// One column of air at each side.
  var text: Rect { inset(columns: 1, rows: 0) }
}
