internal import CEtcdAPI
public import EtcdModel

public struct MemberAddRequest: Hashable, Sendable, WireMessage {
  public var peerURLs: [String]
  public var isLearner: Bool

  public init(peerURLs: [String], isLearner: Bool = false) {
    self.peerURLs = peerURLs
    self.isLearner = isLearner
  }
}

extension MemberAddRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__MemberAddRequest> {
    etcdserverpb__member_add_request__init
  }

  init(_ c: Etcdserverpb__MemberAddRequest) throws(MalformedMessage) {
    self.init(peerURLs: strings(c.peerurls, c.n_peerurls), isLearner: c.islearner != 0)
  }

  func write(to c: inout Etcdserverpb__MemberAddRequest, in arena: Arena) {
    (c.n_peerurls, c.peerurls) = arena.strings(peerURLs)
    c.islearner = isLearner ? 1 : 0
  }
}

public struct MemberAddResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader
  /// The new member; its name is empty until it starts.
  public var member: Member
  public var members: [Member]

  public init(header: ResponseHeader = ResponseHeader(), member: Member, members: [Member] = []) {
    self.header = header
    self.member = member
    self.members = members
  }
}

extension MemberAddResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__MemberAddResponse> {
    etcdserverpb__member_add_response__init
  }

  init(_ c: Etcdserverpb__MemberAddResponse) throws(MalformedMessage) {
    self.init(
      header: try ResponseHeader(reading: c.header), member: try Member(reading: c.member),
      members: try Member.array(c.members, c.n_members))
  }

  func write(to c: inout Etcdserverpb__MemberAddResponse, in arena: Arena) {
    c.header = arena.message(header)
    c.member = arena.message(member)
    (c.n_members, c.members) = arena.messages(members)
  }
}
