internal import CEtcdAPI
public import EtcdModel

public struct LeaseRevokeRequest: Hashable, Sendable, WireMessage {
  public var id: LeaseID

  public init(id: LeaseID) {
    self.id = id
  }
}

extension LeaseRevokeRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__LeaseRevokeRequest> {
    etcdserverpb__lease_revoke_request__init
  }

  init(_ c: Etcdserverpb__LeaseRevokeRequest) throws(MalformedMessage) {
    self.init(id: LeaseID(c.id))
  }

  func write(to c: inout Etcdserverpb__LeaseRevokeRequest, in arena: Arena) {
    c.id = id.rawValue
  }
}

public struct LeaseRevokeResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader

  public init(header: ResponseHeader = ResponseHeader()) {
    self.header = header
  }
}

extension LeaseRevokeResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__LeaseRevokeResponse> {
    etcdserverpb__lease_revoke_response__init
  }

  init(_ c: Etcdserverpb__LeaseRevokeResponse) throws(MalformedMessage) {
    self.init(header: try ResponseHeader(reading: c.header))
  }

  func write(to c: inout Etcdserverpb__LeaseRevokeResponse, in arena: Arena) {
    c.header = arena.message(header)
  }
}
