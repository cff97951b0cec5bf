extension TreePane {
  /// What a filter leaves of the names that were known when it was applied.
  struct Filtered: Sendable {
    let text: String
    let version: Int
    var places: [KeyTree.Place] = []
    /// How many of the places match themselves, and don't only hold a match.
    var matches = 0
  }

  mutating func setFilter(_ text: String) {
    filter = text
    settle()
  }

  /// What is known is searched whether it is expanded or not; a match is shown with the branches
  /// that it lies in. Costs the bytes of all names known, unless nothing changed.
  mutating func refreshFilter() {
    if filter.isEmpty {
      filtered = nil
    } else if filtered?.text != filter || filtered?.version != tree.version {
      var filtered = Filtered(text: filter, version: tree.version)
      collectMatches(in: KeyTree.root, of: Array(filter.utf8), into: &filtered)
      self.filtered = filtered
    }
  }

  private func collectMatches(in id: Int, of needle: [UInt8], into filtered: inout Filtered) {
    let level = tree.branches[id].level
    for (index, isMatch) in level.matches(needle, after: tree.branches[id].prefix).enumerated() {
      let opened = level.branch(at: index)
      guard isMatch || opened != nil else { continue }
      let before = filtered.places.count
      filtered.places.append(KeyTree.Place(branch: id, item: .child(index)))
      if let opened { collectMatches(in: opened, of: needle, into: &filtered) }
      if isMatch {
        filtered.matches += 1
      } else if filtered.places.count == before + 1 {
        filtered.places.removeLast()
      }
    }
  }
}
