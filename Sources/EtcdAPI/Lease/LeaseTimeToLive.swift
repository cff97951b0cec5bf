internal import CEtcdAPI
public import EtcdModel

public struct LeaseTimeToLiveRequest: Hashable, Sendable, WireMessage {
  public var id: LeaseID
  public var wantsKeys: Bool

  public init(id: LeaseID, wantsKeys: Bool = false) {
    self.id = id
    self.wantsKeys = wantsKeys
  }
}

extension LeaseTimeToLiveRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__LeaseTimeToLiveRequest> {
    etcdserverpb__lease_time_to_live_request__init
  }

  init(_ c: Etcdserverpb__LeaseTimeToLiveRequest) throws(MalformedMessage) {
    self.init(id: LeaseID(c.id), wantsKeys: c.keys != 0)
  }

  func write(to c: inout Etcdserverpb__LeaseTimeToLiveRequest, in arena: Arena) {
    c.id = id.rawValue
    c.keys = wantsKeys ? 1 : 0
  }
}

public struct LeaseTimeToLiveResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader
  public var id: LeaseID
  /// The seconds left; -1 when there is no such lease, which is not an error.
  public var ttl: Int64
  public var grantedTTL: Int64
  /// The keys bound to the lease, if asked for.
  public var keys: [Key]

  public init(
    header: ResponseHeader = ResponseHeader(), id: LeaseID = .none, ttl: Int64 = 0,
    grantedTTL: Int64 = 0, keys: [Key] = []
  ) {
    self.header = header
    self.id = id
    self.ttl = ttl
    self.grantedTTL = grantedTTL
    self.keys = keys
  }
}

extension LeaseTimeToLiveResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__LeaseTimeToLiveResponse> {
    etcdserverpb__lease_time_to_live_response__init
  }

  init(_ c: Etcdserverpb__LeaseTimeToLiveResponse) throws(MalformedMessage) {
    self.init(
      header: try ResponseHeader(reading: c.header), id: LeaseID(c.id), ttl: c.ttl,
      grantedTTL: c.grantedttl, keys: byteStrings(c.keys, c.n_keys).map(Key.init))
  }

  func write(to c: inout Etcdserverpb__LeaseTimeToLiveResponse, in arena: Arena) {
    c.header = arena.message(header)
    c.id = id.rawValue
    c.ttl = ttl
    c.grantedttl = grantedTTL
    (c.n_keys, c.keys) = arena.byteStrings(keys.map(\.bytes))
  }
}
