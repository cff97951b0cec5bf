import EtcdModel

extension ExplorerState {
  mutating func openSelectedRow() -> [Effect] {
    guard let place = tree.selectedPlace else { return [] }
    switch place.item {
    case .notice:
      return changeTree { $0.reload(place.branch, $1, &$2) }
    case .footer:
      return changeTree { $0.load(place.branch, $1, &$2) }
    case .child(let index):
      guard tree.tree.branches[place.branch].level.isBranch(at: index) else {
        return openSelectedKey()
      }
      if !tree.filter.isEmpty, let path = tree.selectedPath {
        return changeTree { $0.reveal(path, exists: false, $1, &$2) }
      }
      if let opened = tree.tree.branches[place.branch].level.branch(at: index),
        tree.tree.branches[opened].isExpanded
      {
        return changeTree { $0.collapse(opened, &$2) }
      }
      return changeTree { $0.expand(place, $1, &$2) }
    }
  }

  mutating func expandSelectedRow() -> [Effect] {
    guard let place = tree.selectedPlace, case .child(let index) = place.item,
      tree.tree.branches[place.branch].level.isBranch(at: index)
    else { return openSelectedRow() }
    if let opened = tree.tree.branches[place.branch].level.branch(at: index),
      tree.tree.branches[opened].isExpanded
    {
      return move(.rows(1))
    }
    return changeTree { $0.expand(place, $1, &$2) }
  }

  mutating func collapseSelectedRow() -> [Effect] {
    guard let place = tree.selectedPlace else { return [] }
    if case .child(let index) = place.item,
      let opened = tree.tree.branches[place.branch].level.branch(at: index),
      tree.tree.branches[opened].isExpanded
    {
      return changeTree { $0.collapse(opened, &$2) }
    }
    if let parent = tree.tree.place(of: place.branch) { tree.select(parent) }
    return []
  }

  mutating func watchSelectedRow() -> [Effect] {
    guard let place = tree.selectedPlace, case .child(let index) = place.item,
      let path = tree.selectedPath
    else { return [] }
    return watch(path, isPrefix: tree.tree.branches[place.branch].level.isBranch(at: index))
  }

  /// A selection that arrives at "load more" asks for it.
  mutating func loadMoreIfReached() -> [Effect] {
    guard let place = tree.selectedPlace, place.item == .footer,
      tree.tree.branches[place.branch].footer == .more
    else { return [] }
    return changeTree { $0.load(place.branch, $1, &$2) }
  }

  /// Who goes to the last row of a level that goes on wants the last one that there is.
  mutating func readOnIfReached() -> [Effect] {
    guard let place = tree.selectedPlace, place.item == .footer else { return [] }
    switch tree.tree.branches[place.branch].footer {
    case .more, .loading: break
    default: return []
    }
    tree.readsOn = true
    say("Reading on to the level's end; Esc stops.")
    return loadMoreIfReached()
  }

  private mutating func openSelectedKey() -> [Effect] {
    guard let path = tree.selectedPath else { return [] }
    return openValue(Key(path))
  }
}
