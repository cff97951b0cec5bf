import EtcdModel

extension TreePane {
  /// Shows a location of before: at once where it is known, else as soon as it is read.
  mutating func revisit(
    _ location: Location, _ now: ContinuousClock.Instant, _ identifiers: inout IdentifierSource
  ) -> [Effect] {
    var effects = clearFilter()
    effects += setRoot(location.root, now, &identifiers)
    if let path = location.path {
      effects += reveal(prefixAbove(path), exists: false, now, &identifiers)
      if let place = known(path) {
        select(place)
      } else {
        restoration = Restoration(open: [], selected: path)
      }
    }
    // It was a pattern when it was left.
    effects += (try? setFilter(location.filter)) ?? []
    return effects
  }

  /// The prefix that a key or a branch lies in.
  private func prefixAbove(_ path: [UInt8]) -> [UInt8] {
    var above = 0
    while let end = delimiter.segmentEnd(in: path, from: above), end < path.count { above = end }
    return Array(path[..<max(above, min(rootPrefix.count, path.count))])
  }

  private func known(_ path: [UInt8]) -> KeyTree.Place? {
    let above = prefixAbove(path)
    guard let branch = tree.opened.first(where: { tree.branches[$0].prefix == above }),
      let index = tree.branches[branch].level.index(of: path[above.count...])
    else { return nil }
    return KeyTree.Place(branch: branch, item: .child(index))
  }
}
