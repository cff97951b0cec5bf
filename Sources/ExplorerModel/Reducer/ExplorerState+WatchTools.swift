import EtcdModel
import TerminalModel

extension ExplorerState {
  mutating func filterEvents(_ text: String) -> [Effect] {
    watches.setFilter(EventFilter(text), height: paneSizes[.watches].rows)
    return []
  }

  mutating func replayWatch(_ typed: String) -> [Effect] {
    guard let revision = Revision(typed), revision > 0 else {
      say("\"\(typed)\" is no revision: type a number.", .warning)
      return []
    }
    say("The watch starts again at revision \(revision); what is compacted is told as lost.")
    noteNewestRevision()
    return watches.replayChosen(from: revision, newest: revisions.newest, &identifiers)
  }

  /// `v` on an event: what it changed, then its value, then the value before it.
  mutating func showEvent() -> [Effect] {
    guard case .event(let event) = watches.selected?.content else { return [] }
    let point = ValuePoint(key: event.key, revision: event.revision)
    let comparison = ValueSubject.comparison(ValueComparison(from: nil, to: point))
    let subject: ValueSubject
    switch value.key == event.key ? value.subject : .value(at: nil) {
    case comparison: subject = .value(at: event.revision)
    case .value(event.revision): subject = .value(at: max(1, event.revision - 1))
    default: subject = comparison
    }
    return openValue(event.key, subject)
  }

  mutating func exportEvents() -> [Effect] {
    let rows = watches.shown
    guard !rows.isEmpty else {
      say("There are no rows to save.")
      return []
    }
    let listed = (0..<rows.count).reversed().map { rows[newest: $0] }
    let newest = watches.entries.map(\.revision).max() ?? 0
    return [.exportEvents(listed, name: "events@\(newest).ndjson")]
  }

  mutating func askForHotPrefixes() -> [Effect] {
    let target =
      watches.entries.indices.contains(watches.chosen)
      ? Sanitiser().text(watches.entries[watches.chosen].target) : ""
    overlay = .prompt(Prompt(.hotPrefixes, text: target))
    return []
  }

  mutating func countHotPrefixes(_ typed: String) -> [Effect] {
    let hot = HotPrefixes(
      target: EscapedText.bytes(typed), id: identifiers.watch(), delimiter: tree.delimiter,
      since: now)
    let stopped = stopHotPrefixes()
    hotPrefixes = hot
    return stopped + open(.hotPrefixes(hot, now)) + [
      .openWatch(hot.id, .prefix(hot.target), from: nil)
    ]
  }

  mutating func passHotPrefixes(seconds: Int) {
    guard var hot = hotPrefixes else { return }
    hotPrefixes = nil
    hot.pass(seconds: seconds)
    let now = now
    changeList(.hotPrefixes) { $0.show(hot, now) }
    hotPrefixes = hot
  }

  mutating func stopHotPrefixes() -> [Effect] {
    defer { hotPrefixes = nil }
    return hotPrefixes.map { [.closeWatch($0.id)] } ?? []
  }

  /// Enter on a prefix watches it.
  mutating func watchHotPrefix(_ list: ListOverlay) -> [Effect] {
    guard let row = list.selected, let hot = hotPrefixes else { return [] }
    overlay = nil
    return stopHotPrefixes() + watch(hot.prefixes[row.id], isPrefix: true)
  }
}
