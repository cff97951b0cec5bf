import EtcdModel

extension ExplorerState {
  /// The key that history and comparisons are about: the selected one in the tree, else the open one.
  private var subjectKey: Key? {
    switch focus {
    case .keys: selectedKey
    case .watches:
      if case .event(let event) = watches.selected?.content { event.key } else { nil }
    case .value, .members, .latency: value.key
    }
  }

  /// nil for a branch.
  private var selectedKey: Key? {
    guard let place = tree.selectedPlace, case .child(let index) = place.item,
      !tree.tree.branches[place.branch].level.isBranch(at: index)
    else { return nil }
    return tree.selectedPath.map { Key($0) }
  }

  mutating func openHistory() -> [Effect] {
    guard let key = subjectKey else {
      say("Select a key first: a branch has no history of its own, = compares it.", .warning)
      return []
    }
    let cancelled = cancelHistory()
    let reading = HistoryReading(
      key: key, request: identifiers.request(), history: KeyHistory(key: key))
    history = reading
    var list = ListOverlay.history(reading)
    list.progress = Progress(since: now, unit: "versions")
    return cancelled + open(list) + [.readHistory(reading.request, key)]
  }

  mutating func showHistory(_ id: RequestID, _ new: KeyHistory, isDone: Bool) {
    guard var reading = history, reading.request == id else { return }
    reading.history = new
    reading.isDone = isDone
    history = reading
    revisions.note(newest: new.readRevision)
    if let compact = new.compactRevision { revisions.note(compact: compact) }
    changeList(.history) { list in
      list.show(reading)
      list.progress?.done = new.versions.count
      if isDone { list.progress = nil }
    }
  }

  /// Ends the reading; what it brought stays known.
  mutating func cancelHistory() -> [Effect] {
    guard let reading = history, !reading.isDone else { return [] }
    history?.isDone = true
    return [.cancel(reading.request)]
  }

  mutating func historyFailed(_ id: RequestID, _ error: EtcdError) -> Bool {
    guard history?.request == id else { return false }
    history?.isDone = true
    changeList(.history) { list in
      list.notes = [[ListOverlay.Cell("\(error)", .bad)]]
      list.progress = nil
    }
    return true
  }

  /// Enter on a version shows it.
  mutating func showVersion(_ list: ListOverlay) -> [Effect] {
    guard let key = history?.key, let row = list.selected else { return [] }
    overlay = nil
    focus = .value
    return cancelHistory() + openValue(key, .value(at: Revision(row.id)))
  }

  mutating func markVersion() -> [Effect] {
    guard case .list(let list) = overlay, list.purpose == .history, let row = list.selected
    else { return [] }
    guard var reading = history else { return [] }
    reading.marked = reading.marked == Revision(row.id) ? nil : Revision(row.id)
    history = reading
    changeList(.history) { $0.show(reading) }
    return []
  }

  /// `=` in the history: the marked version against the selected one, or that against the one before.
  mutating func compareVersions() -> [Effect] {
    guard case .list(let list) = overlay, list.purpose == .history, let row = list.selected,
      let key = history?.key
    else { return [] }
    let selected = Revision(row.id)
    let marked = history?.marked
    overlay = nil
    focus = .value
    let comparison = ValueComparison(
      from: marked.map { ValuePoint(key: key, revision: min($0, selected)) },
      to: ValuePoint(key: key, revision: max(marked ?? selected, selected)))
    return cancelHistory() + openValue(key, .comparison(comparison))
  }

  /// `=` elsewhere: the key against its version before; a branch against another revision.
  mutating func compareSelected() -> [Effect] {
    guard let key = subjectKey else { return askForRevisionToCompare() }
    let revision: Revision? =
      switch focus {
      case .keys: tree.revision
      case .watches: watchedRevision
      case .value, .members, .latency: value.shownRevision
      }
    let comparison = ValueComparison(from: nil, to: ValuePoint(key: key, revision: revision))
    return openValue(key, .comparison(comparison))
  }

  private var watchedRevision: Revision? {
    if case .event(let event) = watches.selected?.content { event.revision } else { nil }
  }

  /// `[` in the value pane: the version before the one that is shown.
  mutating func showOlderVersion() -> [Effect] {
    guard let key = value.key else { return [] }
    guard let shown = value.shownRevision ?? value.keyValue?.modRevision, shown > 1 else {
      return []
    }
    let known = history?.key == key ? history?.history.versions ?? [] : []
    let older = known.last { $0.revision < shown }?.revision ?? shown - 1
    return openValue(key, .value(at: older))
  }

  /// `]` in the value pane: the next version where the history was read, else back to now.
  mutating func showNewerVersion() -> [Effect] {
    guard let key = value.key, let shown = value.shownRevision else {
      say("This is the newest version.")
      return []
    }
    let known = history?.key == key ? history?.history.versions ?? [] : []
    let newer = known.first { $0.revision > shown }?.revision
    return openValue(key, .value(at: newer == known.last?.revision ? nil : newer))
  }
}
