import EtcdModel
import TerminalModel

/// The search that runs or ran last.
struct RunningSearch: Sendable {
  let request: RequestID
  var found: [Key] = []
  var isRunning = true
}

extension ExplorerState {
  /// Searches the selected prefix, or the one that the selected key lies in. `text` is a pattern; `v:` before it searches values too.
  mutating func search(_ text: String) -> [Effect] {
    let searchesValues = text.hasPrefix("v:")
    let pattern: NamePattern
    do throws(PatternError) {
      pattern = try NamePattern(searchesValues ? String(text.dropFirst(2)) : text)
    } catch {
      say("\(error)", .warning)
      return []
    }
    guard !pattern.isEmpty else { return [] }
    let search = KeySearch(
      prefix: searchedPrefix, pattern: pattern, searchesValues: searchesValues)
    let stopped = stopSearch()
    let id = identifiers.request()
    running = RunningSearch(request: id)
    let place = Sanitiser().text(search.prefix)
    var list = ListOverlay(
      .search, title: "\(text) under \(place.isEmpty ? "everything" : place)",
      columns: [.init("KEY", grows: true)], notes: [[.init("searching …", .dim)]],
      verb: "go there")
    list.progress = Progress(
      since: now, total: searchedCount, unit: "keys")
    return stopped + open(list) + [.search(id, search)]
  }

  private var selectedBranchRow: KeyTree.Place? {
    guard let place = tree.selectedPlace, case .child(let index) = place.item,
      tree.tree.branches[place.branch].level.isBranch(at: index)
    else { return nil }
    return place
  }

  private var searchedPrefix: [UInt8] {
    selectedBranchRow.flatMap { tree.path(of: $0) } ?? tree.location
  }

  private var searchedCount: KeyCount? {
    guard let place = selectedBranchRow, case .child(let index) = place.item else {
      return tree.tree.keyCount(of: tree.selection.branch)
    }
    return tree.tree.branches[place.branch].level.keyCount(at: index)
  }

  /// Esc on a search that is running stops it and leaves what it found.
  ///
  /// - Returns: nil when none is running.
  mutating func stopShownSearch() -> [Effect]? {
    guard case .list(let list) = overlay, list.purpose == .search, running?.isRunning == true
    else { return nil }
    let effects = stopSearch()
    changeList(.search) { list in
      list.notes.append([.init("Stopped before the end; Esc closes.", .warning)])
      list.progress = nil
    }
    return effects
  }

  mutating func show(_ progress: KeySearch.Progress, of id: RequestID) {
    guard var search = running, search.request == id else { return }
    let first = search.found.count
    search.found += progress.found
    search.isRunning = !progress.isComplete
    running = search
    let end =
      !progress.isComplete
      ? "so far" : search.found.count >= ListOverlay.limit ? "stopped there" : "done"
    let words =
      "\(search.found.count) found in \(progress.compared) keys, \(end); the server walked"
      + " \(progress.entriesWalked) entries in \(progress.requests) requests"
    changeList(.search) { list in
      list.notes = [[.init(words, .dim)]]
      list.progress?.done = progress.compared
      if progress.isComplete { list.progress = nil }
      list.append(
        progress.found.enumerated().map { index, key in
          .init(id: first + index, [.init(.bytes(key.bytes))])
        })
    }
  }

  /// Ends a search that is still running: nobody sees what it would find.
  mutating func stopSearch() -> [Effect] {
    guard let search = running, search.isRunning else { return [] }
    running?.isRunning = false
    return [.cancel(search.request)]
  }

  /// False when the failed request was no search.
  mutating func failSearch(_ id: RequestID, _ error: EtcdError) -> Bool {
    guard running?.request == id else { return false }
    running?.isRunning = false
    changeList(.search) { list in
      list.notes = [[.init("stopped: \(error)", .bad)]]
      list.progress = nil
    }
    return true
  }

  mutating func goToFound(_ row: ListOverlay.Row?) -> [Effect] {
    let stopped = stopSearch()
    overlay = nil
    guard let row, let found = running?.found, found.indices.contains(row.id) else {
      return stopped
    }
    focus = .keys
    let key = found[row.id]
    return stopped + jump(to: key.bytes, exists: true) + openValue(key)
  }
}
