internal import CEtcdAPI
public import EtcdModel

/// Waits for a named lock.
public struct LockRequest: Hashable, Sendable, WireMessage {
  /// The prefix under which the waiters' keys are made.
  public var name: [UInt8]
  /// The lock is given up when the lease ends.
  public var lease: LeaseID

  public init(name: [UInt8], lease: LeaseID = .none) {
    self.name = name
    self.lease = lease
  }
}

extension LockRequest: ProtobufMessage {
  static var initialize: Initializer<V3lockpb__LockRequest> { v3lockpb__lock_request__init }

  init(_ c: V3lockpb__LockRequest) throws(MalformedMessage) {
    self.init(name: c.name.bytes, lease: LeaseID(c.lease))
  }

  func write(to c: inout V3lockpb__LockRequest, in arena: Arena) {
    c.name = arena.copy(name)
    c.lease = lease.rawValue
  }
}

public struct LockResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader
  /// Exists as long as the lock is held; unlocking takes it.
  public var key: Key

  public init(header: ResponseHeader = ResponseHeader(), key: Key) {
    self.header = header
    self.key = key
  }
}

extension LockResponse: ProtobufMessage {
  static var initialize: Initializer<V3lockpb__LockResponse> { v3lockpb__lock_response__init }

  init(_ c: V3lockpb__LockResponse) throws(MalformedMessage) {
    self.init(header: try ResponseHeader(reading: c.header), key: Key(c.key.bytes))
  }

  func write(to c: inout V3lockpb__LockResponse, in arena: Arena) {
    c.header = arena.message(header)
    c.key = arena.copy(key.bytes)
  }
}

public struct UnlockRequest: Hashable, Sendable, WireMessage {
  public var key: Key

  public init(key: Key) {
    self.key = key
  }
}

extension UnlockRequest: ProtobufMessage {
  static var initialize: Initializer<V3lockpb__UnlockRequest> { v3lockpb__unlock_request__init }

  init(_ c: V3lockpb__UnlockRequest) throws(MalformedMessage) {
    self.init(key: Key(c.key.bytes))
  }

  func write(to c: inout V3lockpb__UnlockRequest, in arena: Arena) {
    c.key = arena.copy(key.bytes)
  }
}

public struct UnlockResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader

  public init(header: ResponseHeader = ResponseHeader()) {
    self.header = header
  }
}

extension UnlockResponse: ProtobufMessage {
  static var initialize: Initializer<V3lockpb__UnlockResponse> { v3lockpb__unlock_response__init }

  init(_ c: V3lockpb__UnlockResponse) throws(MalformedMessage) {
    self.init(header: try ResponseHeader(reading: c.header))
  }

  func write(to c: inout V3lockpb__UnlockResponse, in arena: Arena) {
    c.header = arena.message(header)
  }
}
