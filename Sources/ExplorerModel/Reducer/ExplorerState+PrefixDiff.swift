import EtcdModel

extension ExplorerState {
  /// A branch is compared with a revision that is asked for, or with the one that the tree shows.
  mutating func askForRevisionToCompare() -> [Effect] {
    guard tree.selectedPath != nil else {
      say("Select a key or a prefix first.", .warning)
      return []
    }
    if let past = tree.revision { return comparePrefix(with: past) }
    overlay = .prompt(Prompt(.compareRevision))
    return []
  }

  mutating func comparePrefix(_ typed: String) -> [Effect] {
    let numbers = typed.split(separator: " ").map { Revision($0) ?? 0 }
    guard let revision = numbers.first, numbers.count <= 2, numbers.allSatisfy({ $0 > 0 }) else {
      say("\"\(typed)\" is no revision: type a number, or two.", .warning)
      return []
    }
    guard numbers.count == 2 else { return comparePrefix(with: revision) }
    return comparePrefix(with: min(revision, numbers[1]), and: max(revision, numbers[1]))
  }

  /// Compares the selected prefix at a revision with another one, or with what is there now.
  private mutating func comparePrefix(
    with revision: Revision, and newer: Revision? = nil
  ) -> [Effect] {
    guard let prefix = tree.selectedPath else { return [] }
    revisions.note(newest: members.snapshot?.revision ?? 0)
    let id = identifiers.request()
    prefixDiff = PrefixDiffReading(request: id, prefix: prefix, from: revision)
    var list = ListOverlay.prefixDiff(prefix, from: revision, to: newer)
    list.progress = Progress(since: now, unit: "keys")
    return open(list) + [
      .comparePrefix(id, prefix, from: revision, to: newer)
    ]
  }

  mutating func showPrefixDiff(_ id: RequestID, _ progress: PrefixDiffProgress) {
    guard var reading = prefixDiff, reading.request == id else { return }
    let rows = reading.take(progress)
    prefixDiff = reading
    changeList(.prefixDiff) { list in
      list.append(rows)
      list.notes = [[ListOverlay.Cell(reading.words, reading.isDone ? .plain : .time)]]
      list.progress?.done = progress.compared
      list.progress?.total = progress.expected.map { .estimated($0) }
      if progress.isDone { list.progress = nil }
    }
  }

  mutating func prefixDiffFailed(_ id: RequestID, _ error: EtcdError) -> Bool {
    guard prefixDiff?.request == id else { return false }
    prefixDiff?.isDone = true
    changeList(.prefixDiff) { list in
      list.notes = [[ListOverlay.Cell("\(error)", .bad)]]
      list.progress = nil
    }
    return true
  }

  mutating func cancelPrefixDiff() -> [Effect] {
    guard let reading = prefixDiff, !reading.isDone else { return [] }
    prefixDiff?.isDone = true
    return [.cancel(reading.request)]
  }

  /// Enter on a changed key compares its two versions.
  mutating func openPrefixDiffRow(_ list: ListOverlay) -> [Effect] {
    guard let reading = prefixDiff, let row = list.selected, let key = reading.keys[row.id] else {
      return []
    }
    overlay = nil
    focus = .value
    let comparison = ValueComparison(
      from: ValuePoint(key: key, revision: reading.from),
      to: ValuePoint(key: key, revision: reading.to))
    return cancelPrefixDiff() + openValue(key, .comparison(comparison))
  }
}
