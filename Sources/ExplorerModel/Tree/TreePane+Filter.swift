extension TreePane {
  /// Names that match the filter; nil without one.
  var matches: Int? {
    guard let filtered else { return nil }
    let needle = Array(filter.utf8)
    return filtered.count { isMatch($0, needle) }
  }

  private func isMatch(_ place: KeyTree.Place, _ needle: [UInt8]) -> Bool {
    guard case .child(let index) = place.item else { return false }
    let branch = tree.branches[place.branch]
    return branch.level.matches(needle, at: index, after: branch.prefix)
  }

  mutating func setFilter(_ text: String) {
    filter = text
    settle()
  }

  /// What is known is searched whether it is expanded or not; a match is shown with the branches
  /// that it lies in. Costs the names known.
  mutating func refreshFilter() {
    guard !filter.isEmpty else {
      filtered = nil
      return
    }
    var places: [KeyTree.Place] = []
    collectMatches(in: KeyTree.root, of: Array(filter.utf8), into: &places)
    filtered = places
  }

  private func collectMatches(
    in id: Int, of needle: [UInt8], into places: inout [KeyTree.Place]
  ) {
    let branch = tree.branches[id]
    for index in 0..<branch.level.count {
      let before = places.count
      let place = KeyTree.Place(branch: id, item: .child(index))
      places.append(place)
      let opened = branch.level.branch(at: index)
      if let opened { collectMatches(in: opened, of: needle, into: &places) }
      if places.count == before + 1, !isMatch(place, needle) { places.removeLast() }
    }
  }
}
