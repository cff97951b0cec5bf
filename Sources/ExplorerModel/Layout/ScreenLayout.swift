import TerminalModel

/// Which pane lies where: the rectangles that are drawn, and those that the mouse hits.
///
/// Decided by the size of the screen, the layout in use with what the user made of it, the focus and
/// the zoom alone. Panes and what lies between header and message cover each other exactly.
public struct ScreenLayout: Hashable, Sendable {
  public struct PlacedPane: Hashable, Sendable {
    public var pane: Pane
    public var rect: Rect
    /// Which part of which split it is, from the page on.
    var path: [Int] = []
  }

  /// Where two parts of a split meet.
  public struct Divider: Hashable, Sendable {
    public let split: SplitPlace
    public let axis: LayoutNode.Axis
    /// The cells that take hold of it: the borders at both of its sides.
    public let rect: Rect
    /// The parts on its two sides.
    let before: Int
    let after: Int
    /// How far it can be moved, towards the right or the bottom.
    let reach: ClosedRange<Int>
    /// Of all parts of the split; the share of one that is not on the screen.
    let lengths: [Int]

    /// The split's shares when it is moved as far towards there as the panes beside it allow.
    func shares(movedBy cells: Int) -> [Int] {
      let step = min(max(cells, reach.lowerBound), reach.upperBound)
      var shares = lengths
      shares[before] += step
      shares[after] -= step
      return shares
    }
  }

  public let shape: ScreenShape
  /// nil on a wall, whose numbers say it all.
  public let header: Rect?
  /// The names of the panes, where not all of them are on the screen or the header has too little
  /// room for everything.
  public let tabs: Rect?
  public let message: Rect?
  public let hints: Rect
  /// What panes share, and dialogs lie over.
  public let body: Rect
  /// The big numbers of a wall.
  public let board: Rect?
  /// The panes on the screen, in the order of their numbers.
  public let panes: [PlacedPane]
  public let dividers: [Divider]

  public var hasBorders: Bool { shape != .tiny || board != nil }

  /// - Parameters:
  ///   - focus: always on the screen.
  ///   - shift: of a wall.
  public init(
    size: Size, layout: Layout, adjustment: LayoutAdjustment = LayoutAdjustment(), focus: Pane,
    isZoomed: Bool = false, shift: WallShift = WallShift()
  ) {
    let shape = ScreenShape(size)
    if layout.isWall, !isZoomed, shape != .tooSmall {
      self.init(wall: size, shape, focus: focus, shift: shift)
    } else {
      self.init(size, shape, layout, adjustment, focus: focus, isZoomed: isZoomed)
    }
  }

  private init(
    _ size: Size, _ shape: ScreenShape, _ layout: Layout, _ adjustment: LayoutAdjustment,
    focus: Pane, isZoomed: Bool
  ) {
    self.shape = shape
    let all = Rect(x: 0, y: 0, width: size.columns, height: size.rows)
    header = all.row(0)
    hints = all.row(max(0, size.rows - 1))
    board = nil
    message = shape == .tiny || shape == .tooSmall ? nil : all.row(size.rows - 2)
    let below = message == nil ? 1 : 2
    let pages = isZoomed ? [] : layout.pages(of: shape)
    func place(tabs: Int) -> Placing {
      let body = all.dropTop(1 + tabs).dropBottom(below)
      var placing = Placing(adjustment: adjustment, shape: shape)
      placing.place(pages, in: body, focus: focus)
      return placing
    }
    var placing = Placing(adjustment: adjustment, shape: shape)
    var hasTabs = false
    switch shape {
    case .tooSmall: break
    case .tiny: placing = place(tabs: 0)
    case .single, .compact, .portrait:
      hasTabs = true
      placing = place(tabs: 1)
    case .normal, .wide:
      placing = place(tabs: 0)
      hasTabs = placing.panes.count < Pane.allCases.count
      if hasTabs { placing = place(tabs: 1) }
    }
    tabs = hasTabs ? all.row(1) : nil
    body = all.dropTop(hasTabs ? 2 : 1).dropBottom(below)
    panes = placing.panes.sorted { $0.pane.rawValue < $1.pane.rawValue }
    dividers = placing.dividers
  }

  private init(wall size: Size, _ shape: ScreenShape, focus: Pane, shift: WallShift) {
    self.shape = shape
    let all = Rect(
      x: shift.columns, y: shift.rows, width: size.columns - WallShift.room.columns,
      height: size.rows - WallShift.room.rows)
    (header, tabs, dividers) = (nil, nil, [])
    hints = all.row(all.height - 1)
    message = hints
    body = all.dropBottom(1)
    let height = body.height
    // A pane needs so much for a few members; the numbers have the rest, as far as they can use it.
    let pane = min(max(11, height * 3 / 10), 18)
    let numbers = height < 18 ? height : height < 30 ? 12 : min(height - pane, 50)
    let rest: Rect
    if shift.isTurned {
      (board, rest) = (body.dropTop(height - numbers), body.dropBottom(numbers))
    } else {
      (board, rest) = (body.dropBottom(height - numbers), body.dropTop(numbers))
    }
    panes = rest.isEmpty ? [] : [PlacedPane(pane: focus, rect: rest)]
  }

  /// The divider that changes a pane's length along an axis, and by how many cells it has to be
  /// moved for one more: the nearest one, at its right or bottom rather than at its left or top.
  func divider(of pane: Pane, _ axis: LayoutNode.Axis) -> (divider: Divider, direction: Int)? {
    guard let path = panes.first(where: { $0.pane == pane })?.path else { return nil }
    let touching = dividers.compactMap { divider -> (divider: Divider, direction: Int)? in
      let depth = divider.split.path.count
      guard divider.axis == axis, path.count > depth, Array(path[..<depth]) == divider.split.path
      else { return nil }
      if path[depth] == divider.before { return (divider, 1) }
      return path[depth] == divider.after ? (divider, -1) : nil
    }
    return touching.max {
      ($0.divider.split.path.count, $0.direction) < ($1.divider.split.path.count, $1.direction)
    }
  }
}

/// Places the panes of one page.
private struct Placing {
  let adjustment: LayoutAdjustment
  let shape: ScreenShape
  private(set) var panes: [ScreenLayout.PlacedPane] = []
  private(set) var dividers: [ScreenLayout.Divider] = []
  private var page = 0
  private var visible: Set<Pane> = []

  init(adjustment: LayoutAdjustment, shape: ScreenShape) {
    self.adjustment = adjustment
    self.shape = shape
  }

  mutating func place(_ pages: [LayoutNode], in body: Rect, focus: Pane) {
    guard let page = pages.firstIndex(where: { $0.panes.contains(focus) }) else {
      panes = [ScreenLayout.PlacedPane(pane: focus, rect: body)]
      return
    }
    self.page = page
    let node = pages[page]
    var kept = node.panes.filter { $0 == focus || !adjustment.hidden.contains($0) }
    visible = Set(kept)
    while kept.count > 1,
      node.minimum(.columns, visible) > body.width || node.minimum(.rows, visible) > body.height,
      let last = kept.lastIndex(where: { $0 != focus })
    {
      visible.remove(kept.remove(at: last))
    }
    place(node, [], in: body)
  }

  private mutating func place(_ node: LayoutNode, _ path: [Int], in rect: Rect) {
    switch node {
    case .pane(let pane):
      panes.append(ScreenLayout.PlacedPane(pane: pane, rect: rect, path: path))
    case .split(let axis, let parts):
      let shown = parts.indices.filter { !visible.isDisjoint(with: parts[$0].node.panes) }
      if shown.count == 1, let only = shown.first {
        place(parts[only].node, path + [only], in: rect)
      } else {
        divide(axis, parts, shown, path, in: rect)
      }
    }
  }

  private mutating func divide(
    _ axis: LayoutNode.Axis, _ parts: [LayoutPart], _ shown: [Int], _ path: [Int], in rect: Rect
  ) {
    let split = SplitPlace(shape: shape, page: page, path: path)
    let minima = parts.map { $0.node.minimum(axis, visible) }
    let total = axis == .columns ? rect.width : rect.height
    var shares = parts.map(\.share)
    var isAdjusted = false
    if let own = adjustment.shares[split], own.count == parts.count {
      (shares, isAdjusted) = (own, true)
    }
    func division(bounded: Bool) -> [LayoutDivision.Part] {
      shown.map { index in
        LayoutDivision.Part(
          share: shares[index], least: max(minima[index], bounded ? parts[index].least : 0),
          most: bounded ? parts[index].most : .max)
      }
    }
    var division = division(bounded: !isAdjusted)
    if division.reduce(0, { $0 + $1.least }) > total {
      division = self.unbounded(division, shown, minima)
    }
    let lengths = LayoutDivision.divide(total, division)
    var all = shares
    let whole = max(1, shown.reduce(0) { $0 + shares[$1] })
    for index in parts.indices {
      // One that is not shown comes back with the same part of the whole.
      all[index] =
        shown.firstIndex(of: index).map { lengths[$0] } ?? max(1, shares[index] * total / whole)
    }
    var start = 0
    for (position, index) in shown.enumerated() {
      let length = lengths[position]
      let piece =
        axis == .columns
        ? Rect(x: rect.x + start, y: rect.y, width: length, height: rect.height)
        : Rect(x: rect.x, y: rect.y + start, width: rect.width, height: length)
      if position > 0 {
        let before = shown[position - 1]
        dividers.append(
          ScreenLayout.Divider(
            split: split, axis: axis, rect: piece.border(at: axis), before: before, after: index,
            reach: reach(all[before] - minima[before], length - minima[index]), lengths: all))
      }
      place(parts[index].node, path + [index], in: piece)
      start += length
    }
  }

  /// With what the panes need alone.
  private func unbounded(
    _ division: [LayoutDivision.Part], _ shown: [Int], _ minima: [Int]
  ) -> [LayoutDivision.Part] {
    zip(division, shown).map { LayoutDivision.Part(share: $0.share, least: minima[$1]) }
  }

  private func reach(_ before: Int, _ after: Int) -> ClosedRange<Int> {
    -max(0, before)...max(0, after)
  }
}

extension Rect {
  /// The two columns or rows where what lies before meets this: the borders at both sides.
  fileprivate func border(at axis: LayoutNode.Axis) -> Rect {
    axis == .columns
      ? Rect(x: x - 1, y: y, width: 2, height: height)
      : Rect(x: x, y: y - 1, width: width, height: 2)
  }
}
