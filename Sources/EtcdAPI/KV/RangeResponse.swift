internal import CEtcdAPI
public import EtcdModel

public struct RangeResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader
  /// Empty when only a count was asked for; values are empty when only keys were.
  public var keyValues: [KeyValue]
  /// The limit left keys out.
  public var more: Bool
  /// Keys in the whole range, whatever the limit.
  public var count: Int64

  public init(
    header: ResponseHeader = ResponseHeader(), keyValues: [KeyValue] = [], more: Bool = false,
    count: Int64 = 0
  ) {
    self.header = header
    self.keyValues = keyValues
    self.more = more
    self.count = count
  }
}

extension RangeResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__RangeResponse> {
    etcdserverpb__range_response__init
  }

  init(_ c: Etcdserverpb__RangeResponse) throws(MalformedMessage) {
    self.init(
      header: try ResponseHeader(reading: c.header),
      keyValues: try KeyValue.array(c.kvs, c.n_kvs), more: c.more != 0, count: c.count)
  }

  func write(to c: inout Etcdserverpb__RangeResponse, in arena: Arena) {
    c.header = arena.message(header)
    (c.n_kvs, c.kvs) = arena.messages(keyValues)
    c.more = more ? 1 : 0
    c.count = count
  }
}

/// One piece of a Range answer, since etcd 3.7: the pieces' keys follow each other; the header,
/// `more` and `count` come in the last.
public struct RangeStreamResponse: Hashable, Sendable, WireMessage {
  public var piece: RangeResponse

  public init(piece: RangeResponse = RangeResponse()) {
    self.piece = piece
  }
}

extension RangeStreamResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__RangeStreamResponse> {
    etcdserverpb__range_stream_response__init
  }

  init(_ c: Etcdserverpb__RangeStreamResponse) throws(MalformedMessage) {
    self.init(piece: try RangeResponse(reading: c.range_response))
  }

  func write(to c: inout Etcdserverpb__RangeStreamResponse, in arena: Arena) {
    c.range_response = arena.message(piece)
  }
}
