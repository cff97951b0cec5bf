/// What a watch tells its consumer, in order.
public enum WatchUpdate: Hashable, Sendable {
  /// The server accepted the watch; every event after `revision` will come.
  case started(revision: Revision, endpoint: Endpoint)
  /// All events of whole revisions, in the order of the operations.
  case events([Event], revision: Revision)
  /// A bookmark: everything up to `revision` was delivered.
  case progress(revision: Revision)
  /// The stream broke; the client is reconnecting.
  case disconnected(reason: String, endpoint: Endpoint)
  /// The stream is back and continues at `from`, nothing in between was lost.
  case resumed(from: Revision, endpoint: Endpoint)
  /// History was compacted away while the watch was down: events in `lost` can't be had any more.
  /// The watch goes on after it.
  case gap(lost: ClosedRange<Revision>)
  /// The consumer was too slow: this many events were dropped.
  case overflow(lost: Int)
  /// The watch ended for good.
  case ended(EtcdError)
}
