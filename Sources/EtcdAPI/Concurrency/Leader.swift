internal import CEtcdAPI
public import EtcdModel

/// Asks for, or observes, the leader of a named election.
public struct LeaderRequest: Hashable, Sendable, WireMessage {
  public var name: [UInt8]

  public init(name: [UInt8]) {
    self.name = name
  }
}

extension LeaderRequest: ProtobufMessage {
  static var initialize: Initializer<V3electionpb__LeaderRequest> {
    v3electionpb__leader_request__init
  }

  init(_ c: V3electionpb__LeaderRequest) throws(MalformedMessage) {
    self.init(name: c.name.bytes)
  }

  func write(to c: inout V3electionpb__LeaderRequest, in arena: Arena) {
    c.name = arena.copy(name)
  }
}

public struct LeaderResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader
  /// The leader's key with the value it proclaimed.
  public var leader: KeyValue?

  public init(header: ResponseHeader = ResponseHeader(), leader: KeyValue? = nil) {
    self.header = header
    self.leader = leader
  }
}

extension LeaderResponse: ProtobufMessage {
  static var initialize: Initializer<V3electionpb__LeaderResponse> {
    v3electionpb__leader_response__init
  }

  init(_ c: V3electionpb__LeaderResponse) throws(MalformedMessage) {
    self.init(header: try ResponseHeader(reading: c.header), leader: try KeyValue.optional(c.kv))
  }

  func write(to c: inout V3electionpb__LeaderResponse, in arena: Arena) {
    c.header = arena.message(header)
    c.kv = leader.map(arena.message)
  }
}
