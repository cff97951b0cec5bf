internal import CEtcdAPI
public import EtcdModel

public struct MemberUpdateRequest: Hashable, Sendable, WireMessage {
  public var id: MemberID
  public var peerURLs: [String]

  public init(id: MemberID, peerURLs: [String]) {
    self.id = id
    self.peerURLs = peerURLs
  }
}

extension MemberUpdateRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__MemberUpdateRequest> {
    etcdserverpb__member_update_request__init
  }

  init(_ c: Etcdserverpb__MemberUpdateRequest) throws(MalformedMessage) {
    self.init(id: MemberID(c.id), peerURLs: strings(c.peerurls, c.n_peerurls))
  }

  func write(to c: inout Etcdserverpb__MemberUpdateRequest, in arena: Arena) {
    c.id = id.rawValue
    (c.n_peerurls, c.peerurls) = arena.strings(peerURLs)
  }
}

public struct MemberUpdateResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader
  public var members: [Member]

  public init(header: ResponseHeader = ResponseHeader(), members: [Member] = []) {
    self.header = header
    self.members = members
  }
}

extension MemberUpdateResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__MemberUpdateResponse> {
    etcdserverpb__member_update_response__init
  }

  init(_ c: Etcdserverpb__MemberUpdateResponse) throws(MalformedMessage) {
    self.init(
      header: try ResponseHeader(reading: c.header),
      members: try Member.array(c.members, c.n_members))
  }

  func write(to c: inout Etcdserverpb__MemberUpdateResponse, in arena: Arena) {
    c.header = arena.message(header)
    (c.n_members, c.members) = arena.messages(members)
  }
}
