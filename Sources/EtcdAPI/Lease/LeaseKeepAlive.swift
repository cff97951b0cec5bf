internal import CEtcdAPI
public import EtcdModel

public struct LeaseKeepAliveRequest: Hashable, Sendable, WireMessage {
  public var id: LeaseID

  public init(id: LeaseID) {
    self.id = id
  }
}

extension LeaseKeepAliveRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__LeaseKeepAliveRequest> {
    etcdserverpb__lease_keep_alive_request__init
  }

  init(_ c: Etcdserverpb__LeaseKeepAliveRequest) throws(MalformedMessage) {
    self.init(id: LeaseID(c.id))
  }

  func write(to c: inout Etcdserverpb__LeaseKeepAliveRequest, in arena: Arena) {
    c.id = id.rawValue
  }
}

public struct LeaseKeepAliveResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader
  public var id: LeaseID
  /// The new seconds to live; 0 or less when the lease is gone.
  public var ttl: Int64

  public init(header: ResponseHeader = ResponseHeader(), id: LeaseID = .none, ttl: Int64 = 0) {
    self.header = header
    self.id = id
    self.ttl = ttl
  }
}

extension LeaseKeepAliveResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__LeaseKeepAliveResponse> {
    etcdserverpb__lease_keep_alive_response__init
  }

  init(_ c: Etcdserverpb__LeaseKeepAliveResponse) throws(MalformedMessage) {
    self.init(header: try ResponseHeader(reading: c.header), id: LeaseID(c.id), ttl: c.ttl)
  }

  func write(to c: inout Etcdserverpb__LeaseKeepAliveResponse, in arena: Arena) {
    c.header = arena.message(header)
    c.id = id.rawValue
    c.ttl = ttl
  }
}
