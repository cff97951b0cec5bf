extension TreePane {
  /// What a filter leaves of the names that were known when it was applied.
  struct Filtered: Sendable {
    let pattern: NamePattern
    let version: Int
    var places: [KeyTree.Place] = []
    /// How many of the places match themselves, and don't only hold a match.
    var matches = 0
  }

  /// - Throws: a sentence about a text that is no pattern; the filter before stays.
  mutating func setFilter(_ text: String) throws(PatternError) {
    let pattern = try NamePattern(text)
    filter = text
    filterPattern = pattern.isEmpty ? nil : pattern
    settle()
  }

  mutating func clearFilter() {
    filter = ""
    filterPattern = nil
    settle()
  }

  /// What is known is searched whether it is expanded or not; a match is shown with the branches
  /// that it lies in. Costs the bytes of all names known, unless nothing changed.
  mutating func refreshFilter() {
    guard let filterPattern else {
      filtered = nil
      return
    }
    guard filtered?.pattern != filterPattern || filtered?.version != tree.version else { return }
    var filtered = Filtered(pattern: filterPattern, version: tree.version)
    collectMatches(in: KeyTree.root, into: &filtered)
    self.filtered = filtered
  }

  private func collectMatches(in id: Int, into filtered: inout Filtered) {
    let level = tree.branches[id].level
    let matches = level.matches(filtered.pattern, after: tree.branches[id].prefix)
    for (index, isMatch) in matches.enumerated() {
      let opened = level.branch(at: index)
      guard isMatch || opened != nil else { continue }
      let before = filtered.places.count
      filtered.places.append(KeyTree.Place(branch: id, item: .child(index)))
      if let opened { collectMatches(in: opened, into: &filtered) }
      if isMatch {
        filtered.matches += 1
      } else if filtered.places.count == before + 1 {
        filtered.places.removeLast()
      }
    }
  }

  /// The nearest match of the filter before or behind the selection, around the end.
  mutating func selectMatch(by distance: Int) {
    guard let filtered, let filterPattern, !filtered.places.isEmpty else { return }
    var row = cursor.selected
    for _ in filtered.places {
      row = (row + distance + filtered.places.count) % filtered.places.count
      if let path = path(of: filtered.places[row]), filterPattern.matches(path) { break }
    }
    select(row: row)
  }

  /// The shortest of the matching paths, the first of them: what few letters mean most likely.
  var bestMatch: [UInt8]? {
    guard let filtered, let filterPattern else { return nil }
    return filtered.places.compactMap(path).filter { filterPattern.matches($0) }
      .min { $0.count < $1.count }
  }

  func path(of place: KeyTree.Place) -> [UInt8]? {
    guard case .child(let index) = place.item else { return nil }
    let branch = tree.branches[place.branch]
    return branch.prefix + branch.level.name(at: index)
  }
}
