import TerminalModel

/// The panes, by the numbers that they keep at every size of the screen.
public enum Pane: Int, Hashable, Sendable, CaseIterable {
  case keys = 1
  case value, watches, members, latency

  public var title: String {
    switch self {
    case .keys: "Keys"
    case .value: "Value"
    case .watches: "Watches"
    case .members: "Members"
    case .latency: "Latency"
    }
  }
}

/// How many columns and rows each pane has for its list or text, without borders and headings.
///
/// The layout decides; the reducer needs it to page and to keep a selection on the screen. A pane
/// that is not on the screen keeps its last size.
public struct PaneSizes: Hashable, Sendable {
  private var sizes: [Pane: Size]
  /// Rows of the list that lies over the panes; 0 while there is none.
  public var overlayRows = 0

  public init(_ sizes: [Pane: Size] = [:]) {
    self.sizes = sizes
  }

  public subscript(pane: Pane) -> Size {
    get { sizes[pane] ?? Size(columns: 80, rows: 20) }
    set { sizes[pane] = newValue }
  }

  /// These sizes where `other` has none of its own.
  func updated(by other: PaneSizes) -> PaneSizes {
    var updated = PaneSizes(sizes.merging(other.sizes) { $1 })
    updated.overlayRows = other.overlayRows
    return updated
  }
}
