import EtcdClient
import EtcdModel

/// What one watch was asked for and what it told.
package struct WatchHistory: Hashable, Sendable {
  /// For the words of a violation.
  package var name: String
  package var range: KeyRange
  package var options: WatchOptions
  package var updates: [WatchUpdate]

  package init(
    name: String, range: KeyRange, options: WatchOptions = WatchOptions(),
    updates: [WatchUpdate] = []
  ) {
    self.name = name
    self.range = range
    self.options = options
    self.updates = updates
  }

  /// The first revision that it has to tell of; nil before it started.
  var firstRevision: Revision? {
    if let asked = options.startRevision { return asked }
    for case .started(let revision, _) in updates { return revision + 1 }
    return nil
  }

  /// Whether it asked for such an event.
  func wants(_ event: Event) -> Bool {
    let filter: WatchOptions.Filter = event.kind == .put ? .puts : .deletes
    return range.contains(event.keyValue.key) && !options.excluding.contains(filter)
  }

  /// All that it has to tell, in order.
  func expected(of store: StoreHistory) -> [Event] {
    guard let firstRevision else { return [] }
    return store.events.filter { $0.keyValue.modRevision >= firstRevision && wants($0) }
  }

  /// The last revision that it has to tell of, 0 for none: it is complete when that has come.
  func lastExpected(of store: StoreHistory) -> Revision {
    expected(of: store).last?.keyValue.modRevision ?? 0
  }
}
