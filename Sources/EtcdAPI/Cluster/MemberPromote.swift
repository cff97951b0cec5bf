internal import CEtcdAPI
public import EtcdModel

/// Makes a learner a voting member.
public struct MemberPromoteRequest: Hashable, Sendable, WireMessage {
  public var id: MemberID

  public init(id: MemberID) {
    self.id = id
  }
}

extension MemberPromoteRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__MemberPromoteRequest> {
    etcdserverpb__member_promote_request__init
  }

  init(_ c: Etcdserverpb__MemberPromoteRequest) throws(MalformedMessage) {
    self.init(id: MemberID(c.id))
  }

  func write(to c: inout Etcdserverpb__MemberPromoteRequest, in arena: Arena) {
    c.id = id.rawValue
  }
}

public struct MemberPromoteResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader
  public var members: [Member]

  public init(header: ResponseHeader = ResponseHeader(), members: [Member] = []) {
    self.header = header
    self.members = members
  }
}

extension MemberPromoteResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__MemberPromoteResponse> {
    etcdserverpb__member_promote_response__init
  }

  init(_ c: Etcdserverpb__MemberPromoteResponse) throws(MalformedMessage) {
    self.init(
      header: try ResponseHeader(reading: c.header),
      members: try Member.array(c.members, c.n_members))
  }

  func write(to c: inout Etcdserverpb__MemberPromoteResponse, in arena: Arena) {
    c.header = arena.message(header)
    (c.n_members, c.members) = arena.messages(members)
  }
}
