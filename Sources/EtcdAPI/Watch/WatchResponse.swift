internal import CEtcdAPI
public import EtcdModel

public struct WatchResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader
  /// -1 in the answer to a progress request, which is for the whole stream, and in a refusal.
  public var watchID: Int64
  /// The answer to a create request; refused when `isCanceled` too.
  public var isCreated: Bool
  public var isCanceled: Bool
  /// Not 0 when the watch was cancelled because its start was compacted away: the oldest revision
  /// that can still be watched.
  public var compactRevision: Revision
  public var cancelReason: String
  /// More of the same revision follows.
  public var isFragment: Bool
  public var events: [Event]

  public init(
    header: ResponseHeader = ResponseHeader(), watchID: Int64 = 0, isCreated: Bool = false,
    isCanceled: Bool = false, compactRevision: Revision = 0, cancelReason: String = "",
    isFragment: Bool = false, events: [Event] = []
  ) {
    self.header = header
    self.watchID = watchID
    self.isCreated = isCreated
    self.isCanceled = isCanceled
    self.compactRevision = compactRevision
    self.cancelReason = cancelReason
    self.isFragment = isFragment
    self.events = events
  }
}

extension WatchResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__WatchResponse> {
    etcdserverpb__watch_response__init
  }

  init(_ c: Etcdserverpb__WatchResponse) throws(MalformedMessage) {
    self.init(
      header: try ResponseHeader(reading: c.header), watchID: c.watch_id,
      isCreated: c.created != 0, isCanceled: c.canceled != 0, compactRevision: c.compact_revision,
      cancelReason: c.cancel_reason.string, isFragment: c.fragment != 0,
      events: try Event.array(c.events, c.n_events))
  }

  func write(to c: inout Etcdserverpb__WatchResponse, in arena: Arena) {
    c.header = arena.message(header)
    c.watch_id = watchID
    c.created = isCreated ? 1 : 0
    c.canceled = isCanceled ? 1 : 0
    c.compact_revision = compactRevision
    c.cancel_reason = arena.copy(cancelReason.utf8)
    c.fragment = isFragment ? 1 : 0
    (c.n_events, c.events) = arena.messages(events)
  }
}
