import EtcdModel

extension TreePane {
  /// Opens what a path lies in and selects it, or what would follow it.
  ///
  /// - Parameter exists: it is a key that is known to be there, whether its level is loaded or not.
  mutating func reveal(
    _ path: [UInt8], exists: Bool, _ now: ContinuousClock.Instant,
    _ identifiers: inout IdentifierSource
  ) -> [Effect] {
    var effects = filter.isEmpty ? [] : clearFilter()
    if !path.starts(with: rootPrefix) { effects += setRoot([], now, &identifiers) }
    var branch = KeyTree.root
    while let end = delimiter.segmentEnd(in: path, from: tree.branches[branch].prefix.count) {
      let name = Array(path[tree.branches[branch].prefix.count..<end])
      let index = insert(LevelEntry(name: name, isBranch: true), into: branch)
      let place = KeyTree.Place(branch: branch, item: .child(index))
      let isOpen = tree.branches[branch].level.branch(at: index).map { tree.isShown($0) } ?? false
      if !isOpen { effects += expand(place, now, &identifiers) }
      guard let next = tree.branches[branch].level.branch(at: index) else { return effects }
      branch = next
    }
    let name = Array(path.dropFirst(tree.branches[branch].prefix.count))
    if exists { _ = insert(LevelEntry(name: name, isBranch: false), into: branch) }
    selectNearest(name, in: branch)
    return effects
  }

  private mutating func insert(_ entry: LevelEntry, into branch: Int) -> Int {
    if let index = tree.branches[branch].level.index(of: entry.name) { return index }
    tree.insert(entry, into: branch)
    return tree.branches[branch].level.lowerBound(entry.name)
  }

  private mutating func selectNearest(_ name: [UInt8], in branch: Int) {
    let level = tree.branches[branch].level
    let index = level.lowerBound(name)
    if name.isEmpty, let own = tree.place(of: branch), level.index(of: name) == nil {
      select(own)
    } else if index < level.count {
      select(KeyTree.Place(branch: branch, item: .child(index)))
    } else {
      select(KeyTree.Place(branch: branch, item: .footer))
      sought = Selection(branch: branch, item: .name(name))
    }
  }

  /// The selection waited at the level's end for more names, or for what was gone to.
  mutating func selectArrived(after names: Int, in branch: Int) {
    let level = tree.branches[branch].level
    if let sought, sought.branch == branch, case .name(let name) = sought.item, !level.isEmpty {
      selection = sought
      selection.item = .name(level.name(at: min(level.lowerBound(name), level.count - 1)))
    } else if selection == Selection(branch: branch, item: .footer), names < level.count {
      selection.item = .name(level.name(at: names))
    }
  }

  /// Begins the tree at another prefix.
  mutating func setRoot(
    _ prefix: [UInt8], _ now: ContinuousClock.Instant, _ identifiers: inout IdentifierSource
  ) -> [Effect] {
    guard prefix != rootPrefix else { return [] }
    let cleared = filter.isEmpty ? [] : clearFilter()
    let effects = cleared + cancel() + live.map { .closeWatch($0.id) }
    live = []
    accessRequest = nil
    accessListings = [:]
    sought = nil
    tree = KeyTree(
      loading: LevelLoading(
        prefix: prefix, delimiter: delimiter, firstKey: firstKeys[prefix], pin: revision,
        knownKeys: knownKeys.keys(under: prefix)))
    selection = Selection(branch: KeyTree.root, item: .footer)
    return effects + load(KeyTree.root, now, &identifiers)
  }

  /// The prefix that the root lies in; nil at the top.
  var prefixAboveRoot: [UInt8]? {
    guard !rootPrefix.isEmpty else { return nil }
    var above = 0
    var end = 0
    while let next = delimiter.segmentEnd(in: rootPrefix, from: end) { (above, end) = (end, next) }
    return Array(rootPrefix[..<above])
  }
}
