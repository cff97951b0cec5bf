internal import CEtcdAPI
public import EtcdModel

public struct MemberListRequest: Hashable, Sendable, WireMessage {
  /// Asks the quorum for the newest list; ignored before 3.5.
  public var isLinearizable: Bool

  public init(isLinearizable: Bool = false) {
    self.isLinearizable = isLinearizable
  }
}

extension MemberListRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__MemberListRequest> {
    etcdserverpb__member_list_request__init
  }

  init(_ c: Etcdserverpb__MemberListRequest) throws(MalformedMessage) {
    self.init(isLinearizable: c.linearizable != 0)
  }

  func write(to c: inout Etcdserverpb__MemberListRequest, in arena: Arena) {
    c.linearizable = isLinearizable ? 1 : 0
  }
}

public struct MemberListResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader
  public var members: [Member]

  public init(header: ResponseHeader = ResponseHeader(), members: [Member] = []) {
    self.header = header
    self.members = members
  }
}

extension MemberListResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__MemberListResponse> {
    etcdserverpb__member_list_response__init
  }

  init(_ c: Etcdserverpb__MemberListResponse) throws(MalformedMessage) {
    self.init(
      header: try ResponseHeader(reading: c.header),
      members: try Member.array(c.members, c.n_members))
  }

  func write(to c: inout Etcdserverpb__MemberListResponse, in arena: Arena) {
    c.header = arena.message(header)
    (c.n_members, c.members) = arena.messages(members)
  }
}
