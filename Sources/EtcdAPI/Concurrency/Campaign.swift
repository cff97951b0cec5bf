internal import CEtcdAPI
public import EtcdModel

/// What proves a leadership won in an election.
public struct LeaderKey: Hashable, Sendable {
  public var name: [UInt8]
  /// Exists as long as the leadership is held.
  public var key: Key
  /// The key's create revision.
  public var revision: Revision
  public var lease: LeaseID

  public init(name: [UInt8], key: Key, revision: Revision = 0, lease: LeaseID = .none) {
    self.name = name
    self.key = key
    self.revision = revision
    self.lease = lease
  }
}

extension LeaderKey: ProtobufStruct {
  static var initialize: Initializer<V3electionpb__LeaderKey> { v3electionpb__leader_key__init }

  init(_ c: V3electionpb__LeaderKey) throws(MalformedMessage) {
    self.init(name: c.name.bytes, key: Key(c.key.bytes), revision: c.rev, lease: LeaseID(c.lease))
  }

  func write(to c: inout V3electionpb__LeaderKey, in arena: Arena) {
    c.name = arena.copy(name)
    c.key = arena.copy(key.bytes)
    c.rev = revision
    c.lease = lease.rawValue
  }
}

/// Waits for leadership in a named election and then proclaims a value.
public struct CampaignRequest: Hashable, Sendable, WireMessage {
  public var name: [UInt8]
  /// The leadership ends with the lease.
  public var lease: LeaseID
  public var value: [UInt8]

  public init(name: [UInt8], lease: LeaseID = .none, value: [UInt8] = []) {
    self.name = name
    self.lease = lease
    self.value = value
  }
}

extension CampaignRequest: ProtobufMessage {
  static var initialize: Initializer<V3electionpb__CampaignRequest> {
    v3electionpb__campaign_request__init
  }

  init(_ c: V3electionpb__CampaignRequest) throws(MalformedMessage) {
    self.init(name: c.name.bytes, lease: LeaseID(c.lease), value: c.value.bytes)
  }

  func write(to c: inout V3electionpb__CampaignRequest, in arena: Arena) {
    c.name = arena.copy(name)
    c.lease = lease.rawValue
    c.value = arena.copy(value)
  }
}

public struct CampaignResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader
  public var leader: LeaderKey

  public init(header: ResponseHeader = ResponseHeader(), leader: LeaderKey) {
    self.header = header
    self.leader = leader
  }
}

extension CampaignResponse: ProtobufMessage {
  static var initialize: Initializer<V3electionpb__CampaignResponse> {
    v3electionpb__campaign_response__init
  }

  init(_ c: V3electionpb__CampaignResponse) throws(MalformedMessage) {
    self.init(
      header: try ResponseHeader(reading: c.header), leader: try LeaderKey(reading: c.leader))
  }

  func write(to c: inout V3electionpb__CampaignResponse, in arena: Arena) {
    c.header = arena.message(header)
    c.leader = arena.message(leader)
  }
}

public struct ProclaimRequest: Hashable, Sendable, WireMessage {
  public var leader: LeaderKey
  public var value: [UInt8]

  public init(leader: LeaderKey, value: [UInt8]) {
    self.leader = leader
    self.value = value
  }
}

extension ProclaimRequest: ProtobufMessage {
  static var initialize: Initializer<V3electionpb__ProclaimRequest> {
    v3electionpb__proclaim_request__init
  }

  init(_ c: V3electionpb__ProclaimRequest) throws(MalformedMessage) {
    self.init(leader: try LeaderKey(reading: c.leader), value: c.value.bytes)
  }

  func write(to c: inout V3electionpb__ProclaimRequest, in arena: Arena) {
    c.leader = arena.message(leader)
    c.value = arena.copy(value)
  }
}

public struct ProclaimResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader

  public init(header: ResponseHeader = ResponseHeader()) {
    self.header = header
  }
}

extension ProclaimResponse: ProtobufMessage {
  static var initialize: Initializer<V3electionpb__ProclaimResponse> {
    v3electionpb__proclaim_response__init
  }

  init(_ c: V3electionpb__ProclaimResponse) throws(MalformedMessage) {
    self.init(header: try ResponseHeader(reading: c.header))
  }

  func write(to c: inout V3electionpb__ProclaimResponse, in arena: Arena) {
    c.header = arena.message(header)
  }
}

public struct ResignRequest: Hashable, Sendable, WireMessage {
  public var leader: LeaderKey

  public init(leader: LeaderKey) {
    self.leader = leader
  }
}

extension ResignRequest: ProtobufMessage {
  static var initialize: Initializer<V3electionpb__ResignRequest> {
    v3electionpb__resign_request__init
  }

  init(_ c: V3electionpb__ResignRequest) throws(MalformedMessage) {
    self.init(leader: try LeaderKey(reading: c.leader))
  }

  func write(to c: inout V3electionpb__ResignRequest, in arena: Arena) {
    c.leader = arena.message(leader)
  }
}

public struct ResignResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader

  public init(header: ResponseHeader = ResponseHeader()) {
    self.header = header
  }
}

extension ResignResponse: ProtobufMessage {
  static var initialize: Initializer<V3electionpb__ResignResponse> {
    v3electionpb__resign_response__init
  }

  init(_ c: V3electionpb__ResignResponse) throws(MalformedMessage) {
    self.init(header: try ResponseHeader(reading: c.header))
  }

  func write(to c: inout V3electionpb__ResignResponse, in arena: Arena) {
    c.header = arena.message(header)
  }
}
