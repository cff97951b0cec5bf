internal import CEtcdAPI
public import EtcdModel

public struct LeaseGrantRequest: Hashable, Sendable, WireMessage {
  /// Seconds; the server may grant more.
  public var ttl: Int64
  /// `.none` lets the server choose.
  public var id: LeaseID

  public init(ttl: Int64, id: LeaseID = .none) {
    self.ttl = ttl
    self.id = id
  }
}

extension LeaseGrantRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__LeaseGrantRequest> {
    etcdserverpb__lease_grant_request__init
  }

  init(_ c: Etcdserverpb__LeaseGrantRequest) throws(MalformedMessage) {
    self.init(ttl: c.ttl, id: LeaseID(c.id))
  }

  func write(to c: inout Etcdserverpb__LeaseGrantRequest, in arena: Arena) {
    c.ttl = ttl
    c.id = id.rawValue
  }
}

public struct LeaseGrantResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader
  public var id: LeaseID
  /// The granted seconds.
  public var ttl: Int64
  public var error: String

  public init(
    header: ResponseHeader = ResponseHeader(), id: LeaseID = .none, ttl: Int64 = 0,
    error: String = ""
  ) {
    self.header = header
    self.id = id
    self.ttl = ttl
    self.error = error
  }
}

extension LeaseGrantResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__LeaseGrantResponse> {
    etcdserverpb__lease_grant_response__init
  }

  init(_ c: Etcdserverpb__LeaseGrantResponse) throws(MalformedMessage) {
    self.init(
      header: try ResponseHeader(reading: c.header), id: LeaseID(c.id), ttl: c.ttl,
      error: c.error.string)
  }

  func write(to c: inout Etcdserverpb__LeaseGrantResponse, in arena: Arena) {
    c.header = arena.message(header)
    c.id = id.rawValue
    c.ttl = ttl
    c.error = arena.copy(error.utf8)
  }
}
