internal import CEtcdAPI
public import EtcdModel

public struct MemberRemoveRequest: Hashable, Sendable, WireMessage {
  public var id: MemberID

  public init(id: MemberID) {
    self.id = id
  }
}

extension MemberRemoveRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__MemberRemoveRequest> {
    etcdserverpb__member_remove_request__init
  }

  init(_ c: Etcdserverpb__MemberRemoveRequest) throws(MalformedMessage) {
    self.init(id: MemberID(c.id))
  }

  func write(to c: inout Etcdserverpb__MemberRemoveRequest, in arena: Arena) {
    c.id = id.rawValue
  }
}

public struct MemberRemoveResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader
  /// The members that are left.
  public var members: [Member]

  public init(header: ResponseHeader = ResponseHeader(), members: [Member] = []) {
    self.header = header
    self.members = members
  }
}

extension MemberRemoveResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__MemberRemoveResponse> {
    etcdserverpb__member_remove_response__init
  }

  init(_ c: Etcdserverpb__MemberRemoveResponse) throws(MalformedMessage) {
    self.init(
      header: try ResponseHeader(reading: c.header),
      members: try Member.array(c.members, c.n_members))
  }

  func write(to c: inout Etcdserverpb__MemberRemoveResponse, in arena: Arena) {
    c.header = arena.message(header)
    (c.n_members, c.members) = arena.messages(members)
  }
}
