internal import CEtcdAPI
public import EtcdModel

public struct DeleteRangeRequest: Hashable, Sendable, WireMessage {
  public var range: KeyRange
  public var returnsPrevious: Bool

  public init(range: KeyRange, returnsPrevious: Bool = false) {
    self.range = range
    self.returnsPrevious = returnsPrevious
  }
}

extension DeleteRangeRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__DeleteRangeRequest> {
    etcdserverpb__delete_range_request__init
  }

  init(_ c: Etcdserverpb__DeleteRangeRequest) throws(MalformedMessage) {
    self.init(
      range: KeyRange(start: c.key.bytes, end: c.range_end.bytes), returnsPrevious: c.prev_kv != 0)
  }

  func write(to c: inout Etcdserverpb__DeleteRangeRequest, in arena: Arena) {
    c.key = arena.copy(range.start)
    c.range_end = arena.copy(range.end)
    c.prev_kv = returnsPrevious ? 1 : 0
  }
}

public struct DeleteRangeResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader
  /// How many keys were deleted.
  public var deleted: Int64
  public var previous: [KeyValue]

  public init(
    header: ResponseHeader = ResponseHeader(), deleted: Int64 = 0, previous: [KeyValue] = []
  ) {
    self.header = header
    self.deleted = deleted
    self.previous = previous
  }
}

extension DeleteRangeResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__DeleteRangeResponse> {
    etcdserverpb__delete_range_response__init
  }

  init(_ c: Etcdserverpb__DeleteRangeResponse) throws(MalformedMessage) {
    self.init(
      header: try ResponseHeader(reading: c.header), deleted: c.deleted,
      previous: try KeyValue.array(c.prev_kvs, c.n_prev_kvs))
  }

  func write(to c: inout Etcdserverpb__DeleteRangeResponse, in arena: Arena) {
    c.header = arena.message(header)
    c.deleted = deleted
    (c.n_prev_kvs, c.prev_kvs) = arena.messages(previous)
  }
}
