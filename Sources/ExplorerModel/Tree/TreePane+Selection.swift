import EtcdModel

extension TreePane {
  mutating func moveSelection(by rows: Int) {
    restoration?.selected = nil
    readsOn = false
    choose(row: cursor.selected + rows)
  }

  /// Selects as the user does: that row is meant, and no other.
  mutating func choose(row: Int) {
    anchor = nil
    sought = nil
    select(row: row)
  }

  private mutating func select(row: Int) {
    cursor.select(row, count: rowCount, height: height)
    if let place = place(at: cursor.selected) { selection = identity(of: place) }
  }

  mutating func select(_ place: KeyTree.Place) {
    if let row = row(of: place) { choose(row: row) }
  }

  /// The place of the selection; nil when it is gone.
  var selectedPlace: KeyTree.Place? { place(of: selection) }

  private func place(of selection: Selection) -> KeyTree.Place? {
    switch selection.item {
    case .notice: KeyTree.Place(branch: selection.branch, item: .notice)
    case .footer: KeyTree.Place(branch: selection.branch, item: .footer)
    case .name(let name):
      tree.branches[selection.branch].level.index(of: name)
        .map { KeyTree.Place(branch: selection.branch, item: .child($0)) }
    }
  }

  func row(of place: KeyTree.Place) -> Int? {
    guard let matching = tree.matching else { return tree.row(of: place) }
    return matching.row(of: place)
  }

  private func identity(of place: KeyTree.Place) -> Selection {
    switch place.item {
    case .notice: Selection(branch: place.branch, item: .notice)
    case .footer: Selection(branch: place.branch, item: .footer)
    case .child(let index):
      Selection(
        branch: place.branch, item: .name(tree.branches[place.branch].level.name(at: index)))
    }
  }

  /// Rows changed: the selection stays on its key and its line of the screen, or goes to the
  /// nearest row when the key is gone.
  mutating func settle() {
    tree.arrangeMatches()
    if let anchor, tree.branches.indices.contains(anchor.branch),
      let place = place(of: anchor), let row = row(of: place)
    {
      selection = anchor
      if tree.matching == nil { self.anchor = nil }
      cursor.select(row, count: rowCount, height: height)
    } else if let place = selectedPlace, let row = row(of: place) {
      if row == cursor.selected {
        cursor.select(row, count: rowCount, height: height)
      } else {
        cursor.shift(by: row - cursor.selected, count: rowCount, height: height)
      }
    } else {
      select(row: nearestRow)
    }
  }

  private var nearestRow: Int {
    if tree.matching == nil, let closed = tree.outermostClosed(around: selection.branch) {
      return tree.place(of: closed).flatMap { tree.row(of: $0) } ?? cursor.selected
    }
    let level = tree.branches[selection.branch].level
    guard case .name(let name) = selection.item, !level.isEmpty else { return cursor.selected }
    let index = min(level.lowerBound(name), level.count - 1)
    if let matching = tree.matching { return matching.rows(before: index, in: selection.branch) }
    return tree.row(of: KeyTree.Place(branch: selection.branch, item: .child(index)))
      ?? cursor.selected
  }

  /// Branches are about to go: a selection in them moves to the row of the outermost.
  mutating func leave(_ branch: Int) {
    guard tree.isInside(selection.branch, branch), let parent = tree.branches[branch].parent
    else { return }
    selection = Selection(branch: parent, item: .name(Array(tree.name(of: branch))))
  }
}
