internal import CEtcdAPI

/// Rebuilds the backend file of the member that is asked; it serves nothing meanwhile.
public struct DefragmentRequest: Hashable, Sendable, WireMessage {
  public init() {}
}

extension DefragmentRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__DefragmentRequest> {
    etcdserverpb__defragment_request__init
  }

  init(_ c: Etcdserverpb__DefragmentRequest) { self.init() }

  func write(to c: inout Etcdserverpb__DefragmentRequest, in arena: Arena) {}
}

public struct DefragmentResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader

  public init(header: ResponseHeader = ResponseHeader()) {
    self.header = header
  }
}

extension DefragmentResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__DefragmentResponse> {
    etcdserverpb__defragment_response__init
  }

  init(_ c: Etcdserverpb__DefragmentResponse) throws(MalformedMessage) {
    self.init(header: try ResponseHeader(reading: c.header))
  }

  func write(to c: inout Etcdserverpb__DefragmentResponse, in arena: Arena) {
    c.header = arena.message(header)
  }
}
