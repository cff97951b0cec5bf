import TerminalModel

/// How panes share a screen: a name, and for each shape of a screen the pages that there are.
///
/// The page that holds the focused pane is shown; a pane on no page has the screen to itself when it
/// is focused. So every pane can be reached by its number, whatever the layout says.
public struct Layout: Hashable, Sendable {
  /// Unique; configuration and `--layout` name it.
  public let name: String
  /// What it is for, as a phrase.
  public let summary: String
  /// The pane that has the focus when the layout is chosen.
  let focus: Pane
  /// Big numbers above one pane that changes by itself, in place of pages.
  public let isWall: Bool
  private let pages: [ScreenShape: [LayoutNode]]

  init(
    _ name: String, _ summary: String, focus: Pane, isWall: Bool = false,
    pages: [ScreenShape: [LayoutNode]] = [:]
  ) {
    self.name = name
    self.summary = summary
    self.focus = focus
    self.isWall = isWall
    self.pages = pages
  }

  /// A layout of the user's: one tree from which the pages of smaller screens follow. On a tall,
  /// narrow screen everything lies one above the other; on a small one there are two panes a page.
  public init(name: String, tree: LayoutNode) {
    let panes = tree.panes
    let pairs = stride(from: 0, to: panes.count, by: 2).map { panes[$0..<min($0 + 2, panes.count)] }
    self.init(
      name, "your own", focus: panes.first ?? .keys,
      pages: [
        .wide: [tree], .normal: [tree],
        .portrait: [.rows(panes.map { LayoutPart(.pane($0)) })],
        .compact: pairs.map { pair in
          let parts = pair.map { LayoutPart(.pane($0)) }
          let isSideBySide = pair.first.map { [.keys, .value].contains($0) } ?? false
          return isSideBySide ? .columns(parts) : .rows(parts)
        },
      ])
  }

  /// Empty where one pane at a time has the screen.
  func pages(of shape: ScreenShape) -> [LayoutNode] { pages[shape] ?? [] }
}

/// A part of a page: a pane, or parts side by side or one above the other.
public indirect enum LayoutNode: Hashable, Sendable {
  public enum Axis: Hashable, Sendable {
    /// Side by side.
    case columns
    /// One above the other.
    case rows
  }

  case pane(Pane)
  case split(Axis, [LayoutPart])

  public static func columns(_ parts: [LayoutPart]) -> LayoutNode { .split(.columns, parts) }
  public static func rows(_ parts: [LayoutPart]) -> LayoutNode { .split(.rows, parts) }

  /// In reading order: the last ones give way first where there is no room for all.
  public var panes: [Pane] {
    switch self {
    case .pane(let pane): [pane]
    case .split(_, let parts): parts.flatMap(\.node.panes)
    }
  }

  /// The least that the panes in it can be used with; 0 for one without any of `visible`.
  func minimum(_ axis: Axis, _ visible: Set<Pane>) -> Int {
    switch self {
    case .pane(let pane):
      return visible.contains(pane) ? pane.minimum(axis) : 0
    case .split(let own, let parts):
      let minima = parts.map { $0.node.minimum(axis, visible) }
      return own == axis ? minima.reduce(0, +) : minima.max() ?? 0
    }
  }
}

/// One part of a split, and how much of it.
public struct LayoutPart: Hashable, Sendable {
  public var node: LayoutNode
  /// Its length is to those of its neighbours as their shares are.
  public var share: Int
  /// Bounds in cells, until the user moves a divider of the split.
  var least: Int
  var most: Int

  public init(_ node: LayoutNode, share: Int = 1) {
    self.init(node, share, least: 0)
  }

  init(_ node: LayoutNode, _ share: Int, least: Int = 0, most: Int = .max) {
    self.node = node
    self.share = share
    self.least = least
    self.most = most
  }

  init(_ pane: Pane, _ share: Int = 1, least: Int = 0, most: Int = .max) {
    self.init(.pane(pane), share, least: least, most: most)
  }
}

extension Pane {
  /// Borders included: a heading and some rows, and columns enough to tell names apart.
  func minimum(_ axis: LayoutNode.Axis) -> Int {
    switch axis {
    case .columns: 30
    case .rows: self == .members || self == .latency ? 8 : 7
    }
  }
}
