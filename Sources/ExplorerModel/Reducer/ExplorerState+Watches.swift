import EtcdModel

extension ExplorerState {
  mutating func watch(_ target: [UInt8], isPrefix: Bool) -> [Effect] {
    if let index = watches.entries.firstIndex(where: {
      $0.target == target && $0.isPrefix == isPrefix
    }) {
      say("Watch w\(watches.entries[index].number) follows that already.")
      return []
    }
    let effects = watches.open(target, isPrefix: isPrefix, identifiers.watch())
    say("Watch w\(watches.entries.last?.number ?? 0) opened.")
    return effects
  }

  mutating func dropWatch() -> [Effect] {
    guard let entry = watches.dropChosen() else { return [] }
    say("Watch w\(entry.number) dropped.")
    return [.closeWatch(entry.id)]
  }

  /// Opens the chosen watch again where it ended.
  mutating func reopenWatch() -> [Effect] {
    noteNewestRevision()
    return watches.reopenChosen(newest: revisions.newest, &identifiers)
  }

  mutating func togglePause() -> [Effect] {
    watches.togglePause(height: paneSizes[.watches].rows)
    return []
  }

  mutating func openWatchedKey() -> [Effect] {
    guard case .event(let event) = watches.selected?.content else { return [] }
    return openValue(event.key)
  }
}
