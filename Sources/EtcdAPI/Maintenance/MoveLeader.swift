internal import CEtcdAPI
public import EtcdModel

/// Hands leadership over; only the leader itself accepts it.
public struct MoveLeaderRequest: Hashable, Sendable, WireMessage {
  public var target: MemberID

  public init(target: MemberID) {
    self.target = target
  }
}

extension MoveLeaderRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__MoveLeaderRequest> {
    etcdserverpb__move_leader_request__init
  }

  init(_ c: Etcdserverpb__MoveLeaderRequest) throws(MalformedMessage) {
    self.init(target: MemberID(c.targetid))
  }

  func write(to c: inout Etcdserverpb__MoveLeaderRequest, in arena: Arena) {
    c.targetid = target.rawValue
  }
}

public struct MoveLeaderResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader

  public init(header: ResponseHeader = ResponseHeader()) {
    self.header = header
  }
}

extension MoveLeaderResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__MoveLeaderResponse> {
    etcdserverpb__move_leader_response__init
  }

  init(_ c: Etcdserverpb__MoveLeaderResponse) throws(MalformedMessage) {
    self.init(header: try ResponseHeader(reading: c.header))
  }

  func write(to c: inout Etcdserverpb__MoveLeaderResponse, in arena: Arena) {
    c.header = arena.message(header)
  }
}
