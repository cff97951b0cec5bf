import TerminalModel

/// What kind of screen a size is; decides which pages of a layout there are.
public enum ScreenShape: String, Hashable, Sendable, CaseIterable {
  /// Below `minimum`: a message instead of panes.
  case tooSmall
  /// One pane at a time, without borders.
  case tiny
  /// One pane at a time.
  case single
  /// 80x24: panes in pairs behind tabs.
  case compact
  /// From 110x34 on.
  case normal
  /// From 180x50 on.
  case wide
  /// Tall and narrow.
  case portrait

  public static let minimum = Size(columns: 40, rows: 10)

  public init(_ size: Size) {
    let (columns, rows) = (size.columns, size.rows)
    self =
      if columns < Self.minimum.columns || rows < Self.minimum.rows {
        .tooSmall
      } else if columns < 60 || rows < 16 {
        .tiny
      } else if columns >= 180, rows >= 50 {
        .wide
      } else if columns >= 110, rows >= 34 {
        .normal
      } else if columns < 110, rows >= 46 {
        .portrait
      } else {
        columns < 72 ? .single : .compact
      }
  }
}
