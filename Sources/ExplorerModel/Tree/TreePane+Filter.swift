import EtcdModel

extension TreePane {
  /// Narrows the rows to what matches, as answers come.
  ///
  /// - Throws: a sentence about a text that is no pattern; the filter before stays.
  mutating func setFilter(_ text: String, wantsBest: Bool = false) throws(PatternError) -> [Effect]
  {
    let pattern = try NamePattern(text)
    filter = text
    guard !pattern.isEmpty else { return dropMatching() }
    guard pattern != tree.matching?.pattern || wantsBest != tree.matching?.wantsBest else {
      return []
    }
    anchor = anchor ?? selection
    let cancelled = cancelMatching()
    tree.matching = TreeMatching(pattern, in: tree, after: tree.matching, wantsBest: wantsBest)
    return cancelled
  }

  mutating func clearFilter() -> [Effect] {
    filter = ""
    let cancelled = dropMatching()
    settle()
    return cancelled
  }

  /// The row that was selected when the filter began is not come back to.
  mutating func keepFilter() {
    anchor = nil
  }

  private mutating func dropMatching() -> [Effect] {
    let cancelled = cancelMatching()
    tree.matching = nil
    return cancelled
  }

  private func cancelMatching() -> [Effect] {
    tree.matching?.outstanding.map { [.cancel($0)] } ?? []
  }

  /// Asks for the next names to be compared, unless there are none or an answer is missing.
  mutating func matchOn(_ identifiers: inout IdentifierSource) -> [Effect] {
    guard tree.matching?.isComplete == false, tree.matching?.outstanding == nil else { return [] }
    let id = identifiers.request()
    return tree.question(id).map { [.matchNames(id, $0)] } ?? []
  }

  /// The best of the matches is selected as long as the user has not chosen another one.
  mutating func matched(_ id: RequestID, _ answer: MatchAnswer) {
    guard tree.matching?.receive(id, answer) == true, anchor != nil,
      let path = tree.matching?.best?.path, let found = identity(ofPath: path)
    else { return }
    anchor = found
  }

  func path(of place: KeyTree.Place) -> [UInt8]? {
    guard case .child(let index) = place.item else { return nil }
    let branch = tree.branches[place.branch]
    return branch.prefix + branch.level.name(at: index)
  }

  private func identity(ofPath path: [UInt8]) -> Selection? {
    tree.opened.first { branch in
      let prefix = tree.branches[branch].prefix
      return path.starts(with: prefix)
        && tree.branches[branch].level.index(of: path[prefix.count...]) != nil
    }.map { Selection(branch: $0, item: .name(Array(path[tree.branches[$0].prefix.count...]))) }
  }

  /// The nearest match of the filter before or behind the selection, around the end.
  mutating func selectMatch(by distance: Int) {
    guard let matching = tree.matching, rowCount > 0 else { return }
    var row = cursor.selected
    for _ in 0..<rowCount {
      row = (row + distance + rowCount) % rowCount
      if let place = place(at: row), matching.isMatch(place) { break }
    }
    choose(row: row)
  }
}
