import EtcdModel

/// All that ever happened in the store, as one undisturbed watch from the first revision tells it,
/// with previous values.
package struct StoreHistory: Hashable, Sendable {
  /// In the order of their revisions.
  package let events: [Event]
  private let indices: [Place: Int]

  /// A revision changes a key once at most.
  struct Place: Hashable {
    var revision: Revision
    var key: Key

    init(_ event: Event) {
      revision = event.keyValue.modRevision
      key = event.keyValue.key
    }
  }

  package init(events: [Event]) {
    self.events = events
    indices = Dictionary(
      events.enumerated().map { (Place($0.element), $0.offset) }, uniquingKeysWith: { $1 })
  }

  package var lastRevision: Revision { events.last?.keyValue.modRevision ?? 0 }

  /// What really happened there and then; nil when nothing did.
  func event(at place: Place) -> Event? {
    indices[place].map { events[$0] }
  }
}
