/// What lies under a cell of the screen that is drawn: what the mouse hits there.
public enum ScreenTarget: Hashable, Sendable {
  /// Somewhere in a pane.
  case pane(Pane)
  /// The border that names a pane.
  case title(Pane)
  /// A row of a pane's list, by its index in it.
  case row(Pane, Int)
  /// The borders between two panes; the pane is the one whose border it is.
  case divider(ScreenLayout.Divider, Pane)
  /// A pane's name in the line of tabs.
  case tab(Pane)
  /// A row of what lies over the panes, by its index in it.
  case overlayRow(Int)
}
