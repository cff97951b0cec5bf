import EtcdModel

/// Counting what the rows on the screen hold, where the listing did not learn it by the way.
extension TreePane {
  struct Counting: Sendable {
    /// The level that the counted branches are in.
    let branch: Int
    var counts: BranchCounts
    var request: RequestID
    /// Written to since it began: by now the number is another.
    var changed: Set<[UInt8]> = []

    mutating func note(_ event: Event) {
      let key = event.keyValue.key.bytes
      guard event.kind == .delete || event.isCreate else { return }
      for path in counts.paths where key.starts(with: path) { changed.insert(path) }
    }
  }

  /// A branch that was counted, or was too large for it, is left alone so long.
  private static let countLifetime: Duration = .seconds(60)

  /// Begins to count what is on the screen, unless something is being read: rows come first.
  mutating func countVisible(
    _ now: ContinuousClock.Instant, _ identifiers: inout IdentifierSource
  ) -> [Effect] {
    guard counting == nil, requests.isEmpty else { return [] }
    countedAt = countedAt.filter { now - $0.value < Self.countLifetime }
    var level: Int?
    var branches: [(path: [UInt8], key: [UInt8])] = []
    for row in cursor.top..<min(cursor.top + height, rowCount) {
      guard let place = place(at: row), case .child(let index) = place.item,
        level == nil || level == place.branch, branches.count < BranchCounts.limit
      else { continue }
      let known = tree.branches[place.branch].level
      guard known.isBranch(at: index), tree[loading: place.branch].followed > 0 else { continue }
      if case .exact = known.keyCount(at: index) { continue }
      let path = tree.branches[place.branch].prefix + known.name(at: index)
      guard countedAt[path] == nil,
        let key = firstKeys[path] ?? knownKeys.keys(under: path).first
      else { continue }
      level = place.branch
      branches.append((path, key))
    }
    guard let level else { return [] }
    var counts = BranchCounts(branches, revision: tree[loading: level].followed)
    guard let request = counts.next() else { return [] }
    for branch in branches { countedAt[branch.path] = now }
    let id = identifiers.request()
    counting = Counting(branch: level, counts: counts, request: id)
    return [.list(id, request)]
  }

  /// What an answer tells is shown; what is not counted to its end is asked for further.
  mutating func counted(
    _ answer: RangeAnswer, _ identifiers: inout IdentifierSource
  ) -> [Effect] {
    guard var counting else { return [] }
    self.counting = nil
    let prefix = tree.branches[counting.branch].prefix
    for (path, count) in counting.counts.receive(answer) {
      guard path.starts(with: prefix),
        let index = tree.branches[counting.branch].level.index(of: path.dropFirst(prefix.count)),
        tree.branches[counting.branch].level.isBranch(at: index)
      else { continue }
      if case .exact = tree.branches[counting.branch].level.keyCount(at: index) { continue }
      var known = count
      if case .exact(let keys) = count, counting.changed.contains(path) { known = .estimated(keys) }
      tree.setKeyCount(known, at: index, of: counting.branch)
    }
    guard let request = counting.counts.next() else { return [] }
    counting.request = identifiers.request()
    self.counting = counting
    return [.list(counting.request, request)]
  }

  /// - Returns: false for a request that was no counting.
  mutating func failCounting(_ id: RequestID) -> Bool {
    guard counting?.request == id else { return false }
    counting = nil
    return true
  }

  mutating func cancelCounting() -> [Effect] {
    guard let counting else { return [] }
    self.counting = nil
    return [.cancel(counting.request)]
  }
}
