internal import CEtcdAPI
public import EtcdModel

public struct WatchCreateRequest: Hashable, Sendable {
  public enum Filter: UInt32, Sendable { case noPut, noDelete }

  public var range: KeyRange
  /// The first revision to deliver; 0 is whatever comes next.
  public var startRevision: Revision
  /// Asks for a bookmark from time to time while there are no events.
  public var wantsProgress: Bool
  /// Kinds of events to leave out.
  public var filters: [Filter]
  public var returnsPrevious: Bool
  /// Unique in the stream; 0 lets the server choose.
  public var watchID: Int64
  /// Lets the server split a response that is too large for one message.
  public var allowsFragments: Bool

  public init(
    range: KeyRange, startRevision: Revision = 0, wantsProgress: Bool = false,
    filters: [Filter] = [], returnsPrevious: Bool = false, watchID: Int64 = 0,
    allowsFragments: Bool = false
  ) {
    self.range = range
    self.startRevision = startRevision
    self.wantsProgress = wantsProgress
    self.filters = filters
    self.returnsPrevious = returnsPrevious
    self.watchID = watchID
    self.allowsFragments = allowsFragments
  }
}

extension WatchCreateRequest.Filter: ProtobufEnum {}

extension WatchCreateRequest: ProtobufStruct {
  static var initialize: Initializer<Etcdserverpb__WatchCreateRequest> {
    etcdserverpb__watch_create_request__init
  }

  init(_ c: Etcdserverpb__WatchCreateRequest) throws(MalformedMessage) {
    self.init(
      range: KeyRange(start: c.key.bytes, end: c.range_end.bytes),
      startRevision: c.start_revision, wantsProgress: c.progress_notify != 0,
      filters: try UnsafeBufferPointer(start: c.filters, count: c.n_filters).map {
        filter throws(MalformedMessage) in try Filter(filter.rawValue)
      }, returnsPrevious: c.prev_kv != 0,
      watchID: c.watch_id, allowsFragments: c.fragment != 0)
  }

  func write(to c: inout Etcdserverpb__WatchCreateRequest, in arena: Arena) {
    c.key = arena.copy(range.start)
    c.range_end = arena.copy(range.end)
    c.start_revision = startRevision
    c.progress_notify = wantsProgress ? 1 : 0
    (c.n_filters, c.filters) = arena.array(filters.map { .init($0.rawValue) })
    c.prev_kv = returnsPrevious ? 1 : 0
    c.watch_id = watchID
    c.fragment = allowsFragments ? 1 : 0
  }
}
