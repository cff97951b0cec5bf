import EtcdModel

/// All watches in one list of rows, newest first.
public struct WatchesPane: Sendable {
  public static let rowLimit = 10_000

  public internal(set) var entries: [WatchEntry] = []
  /// The watch that "drop" means, as its place in `entries`.
  public internal(set) var chosen = 0
  /// What is shown; what fell out of it is counted.
  public internal(set) var rows = BoundedRing<WatchRow>(capacity: rowLimit)
  /// New rows wait here while paused.
  public internal(set) var held = BoundedRing<WatchRow>(capacity: rowLimit)
  public internal(set) var isPaused = false
  public internal(set) var cursor = ListCursor()
  /// nil shows all events.
  public private(set) var filter: EventFilter?
  /// Those of `rows` that the filter leaves; nil without one.
  private var filtered: BoundedRing<WatchRow>?

  public init() {}

  /// What is on the screen.
  public var shown: BoundedRing<WatchRow> { filtered ?? rows }

  /// The selected row.
  public var selected: WatchRow? {
    cursor.selected < shown.count ? shown[newest: cursor.selected] : nil
  }
}

extension WatchesPane {
  mutating func open(_ target: [UInt8], isPrefix: Bool, _ id: WatchID) -> [Effect] {
    let number = (1...).first { number in !entries.contains { $0.number == number } } ?? 1
    let entry = WatchEntry(id: id, number: number, target: target, isPrefix: isPrefix)
    entries.append(entry)
    chosen = entries.count - 1
    return [.openWatch(id, entry.range, from: nil)]
  }

  mutating func dropChosen() -> WatchEntry? {
    guard entries.indices.contains(chosen) else { return nil }
    let entry = entries.remove(at: chosen)
    chosen = max(0, min(chosen, entries.count - 1))
    return entry
  }

  mutating func choose(by distance: Int) {
    chosen = max(0, min(chosen + distance, entries.count - 1))
  }

  /// Opens the chosen watch again where it ended.
  ///
  /// - Parameter newest: the store's revision: what was written up to it is of the past.
  mutating func reopenChosen(
    newest: Revision, _ identifiers: inout IdentifierSource
  ) -> [Effect] {
    guard entries.indices.contains(chosen), case .ended = entries[chosen].phase else { return [] }
    entries[chosen].replayedUpTo = newest
    entries[chosen].id = identifiers.watch()
    entries[chosen].phase = .opening
    let from = entries[chosen].revision == 0 ? nil : entries[chosen].revision + 1
    return [.openWatch(entries[chosen].id, entries[chosen].range, from: from)]
  }

  /// - Returns: false when the watch is not one of the pane's.
  mutating func take(
    _ updates: [WatchUpdate], of id: WatchID, _ now: ContinuousClock.Instant, height: Int
  ) -> Bool {
    guard let index = entries.firstIndex(where: { $0.id == id }) else { return false }
    var added = 0
    for update in updates {
      for row in entries[index].take(update, filter, at: now) { added += append(row) }
    }
    if !isPaused { follow(added, height: height) }
    return true
  }

  mutating func togglePause(height: Int) {
    isPaused.toggle()
    guard !isPaused else { return }
    let waiting = held
    held.removeAll()
    rows.countDropped(waiting.dropped)
    var added = 0
    for index in (0..<waiting.count).reversed() { added += append(waiting[newest: index]) }
    follow(added, height: height)
  }

  /// nil shows all again.
  mutating func setFilter(_ new: EventFilter?, height: Int) {
    filter = new
    filtered = nil
    if let new {
      var ring = BoundedRing<WatchRow>(capacity: Self.rowLimit)
      for index in (0..<rows.count).reversed() {
        let row = rows[newest: index]
        if case .event(let event) = row.content, !new.matches(event) { continue }
        ring.append(row)
      }
      filtered = ring
    }
    cursor = ListCursor()
    move(by: 0, height: height)
  }

  mutating func clear() {
    rows.removeAll()
    held.removeAll()
    filtered?.removeAll()
    cursor = ListCursor()
  }

  /// Starts the chosen watch again at a revision; its rows stay.
  ///
  /// - Parameter newest: the store's revision: what was written up to it is of the past.
  mutating func replayChosen(
    from revision: Revision, newest: Revision, _ identifiers: inout IdentifierSource
  ) -> [Effect] {
    guard entries.indices.contains(chosen) else { return [] }
    entries[chosen].replayedUpTo = newest
    let old = entries[chosen].id
    entries[chosen].id = identifiers.watch()
    entries[chosen].phase = .opening
    return [
      .closeWatch(old), .openWatch(entries[chosen].id, entries[chosen].range, from: revision),
    ]
  }

  mutating func pass(seconds: Int) {
    for index in entries.indices { entries[index].rate.pass(seconds: seconds) }
  }

  mutating func move(by distance: Int, height: Int) {
    cursor.move(by: distance, count: shown.count, height: height)
  }

  mutating func reveal(height: Int) {
    move(by: 0, height: height)
  }

  /// - Returns: the rows that it adds to those that are shown.
  private mutating func append(_ row: WatchRow) -> Int {
    if isPaused {
      held.append(row)
      return 0
    }
    rows.append(row)
    guard filtered != nil else { return 1 }
    if row.isShown { filtered?.append(row) }
    return row.isShown ? 1 : 0
  }

  /// On the newest row the selection stays there; elsewhere it stays on its row.
  private mutating func follow(_ added: Int, height: Int) {
    if cursor.selected == 0, cursor.top == 0 { return }
    cursor.shift(by: added, count: shown.count, height: height)
  }
}
