internal import CEtcdAPI
public import EtcdModel

public struct PutRequest: Hashable, Sendable, WireMessage {
  public var key: Key
  public var value: [UInt8]
  /// The lease to bind the key to.
  public var lease: LeaseID
  public var returnsPrevious: Bool
  /// Changes only the lease; fails when the key does not exist (`ignore_value`).
  public var keepsValue: Bool
  /// Changes only the value; fails when the key does not exist (`ignore_lease`).
  public var keepsLease: Bool

  public init(
    key: Key, value: [UInt8] = [], lease: LeaseID = .none, returnsPrevious: Bool = false,
    keepsValue: Bool = false, keepsLease: Bool = false
  ) {
    self.key = key
    self.value = value
    self.lease = lease
    self.returnsPrevious = returnsPrevious
    self.keepsValue = keepsValue
    self.keepsLease = keepsLease
  }
}

extension PutRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__PutRequest> { etcdserverpb__put_request__init }

  init(_ c: Etcdserverpb__PutRequest) throws(MalformedMessage) {
    self.init(
      key: Key(c.key.bytes), value: c.value.bytes, lease: LeaseID(c.lease),
      returnsPrevious: c.prev_kv != 0, keepsValue: c.ignore_value != 0,
      keepsLease: c.ignore_lease != 0)
  }

  func write(to c: inout Etcdserverpb__PutRequest, in arena: Arena) {
    c.key = arena.copy(key.bytes)
    c.value = arena.copy(value)
    c.lease = lease.rawValue
    c.prev_kv = returnsPrevious ? 1 : 0
    c.ignore_value = keepsValue ? 1 : 0
    c.ignore_lease = keepsLease ? 1 : 0
  }
}

public struct PutResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader
  public var previous: KeyValue?

  public init(header: ResponseHeader = ResponseHeader(), previous: KeyValue? = nil) {
    self.header = header
    self.previous = previous
  }
}

extension PutResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__PutResponse> { etcdserverpb__put_response__init }

  init(_ c: Etcdserverpb__PutResponse) throws(MalformedMessage) {
    self.init(
      header: try ResponseHeader(reading: c.header), previous: try KeyValue.optional(c.prev_kv))
  }

  func write(to c: inout Etcdserverpb__PutResponse, in arena: Arena) {
    c.header = arena.message(header)
    c.prev_kv = previous.map(arena.message)
  }
}
