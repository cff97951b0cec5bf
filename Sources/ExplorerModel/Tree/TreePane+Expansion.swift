import EtcdModel

extension TreePane {
  mutating func expand(
    _ place: KeyTree.Place, _ now: ContinuousClock.Instant, _ identifiers: inout IdentifierSource
  ) -> [Effect] {
    guard case .child(let index) = place.item else { return [] }
    let path =
      tree.branches[place.branch].prefix
      + tree.branches[place.branch].level.name(at: index)
    let loading = LevelLoading(
      prefix: path, delimiter: delimiter, firstKey: firstKeys[path],
      keyCount: tree.branches[place.branch].level.keyCount(at: index), pin: revision,
      knownKeys: knownKeys.keys(under: path))
    let branch = tree.open(childAt: index, of: place.branch, loading: loading)
    tree.expand(branch)
    if tree[loading: branch].followed == 0 { return load(branch, now, &identifiers) }
    // Rows from an earlier expansion: a watch catches up with what they missed, else a new reading.
    let effects = follow(&identifiers)
    return isFollowed(branch) ? effects : effects + reload(branch, now, &identifiers)
  }

  mutating func collapse(_ branch: Int, _ identifiers: inout IdentifierSource) -> [Effect] {
    leave(branch)
    tree.collapse(branch)
    return follow(&identifiers)
  }
}
