internal import CEtcdAPI
public import EtcdModel

/// Asks for the hash of the whole backend, which differs between members by nature; see
/// `HashKVRequest`.
public struct HashRequest: Hashable, Sendable, WireMessage {
  public init() {}
}

extension HashRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__HashRequest> { etcdserverpb__hash_request__init }

  init(_ c: Etcdserverpb__HashRequest) { self.init() }

  func write(to c: inout Etcdserverpb__HashRequest, in arena: Arena) {}
}

public struct HashResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader
  public var hash: UInt32

  public init(header: ResponseHeader = ResponseHeader(), hash: UInt32 = 0) {
    self.header = header
    self.hash = hash
  }
}

extension HashResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__HashResponse> {
    etcdserverpb__hash_response__init
  }

  init(_ c: Etcdserverpb__HashResponse) throws(MalformedMessage) {
    self.init(header: try ResponseHeader(reading: c.header), hash: c.hash)
  }

  func write(to c: inout Etcdserverpb__HashResponse, in arena: Arena) {
    c.header = arena.message(header)
    c.hash = hash
  }
}

/// Asks for the hash of the keys up to a revision.
public struct HashKVRequest: Hashable, Sendable, WireMessage {
  /// 0 is now.
  public var revision: Revision

  public init(revision: Revision = 0) {
    self.revision = revision
  }
}

extension HashKVRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__HashKVRequest> {
    etcdserverpb__hash_kvrequest__init
  }

  init(_ c: Etcdserverpb__HashKVRequest) throws(MalformedMessage) {
    self.init(revision: c.revision)
  }

  func write(to c: inout Etcdserverpb__HashKVRequest, in arena: Arena) {
    c.revision = revision
  }
}

public struct HashKVResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader
  public var hash: UInt32
  /// Hashes of members compare only when this is the same.
  public var compactRevision: Revision
  /// 0 before 3.6.
  public var hashRevision: Revision

  public init(
    header: ResponseHeader = ResponseHeader(), hash: UInt32 = 0, compactRevision: Revision = 0,
    hashRevision: Revision = 0
  ) {
    self.header = header
    self.hash = hash
    self.compactRevision = compactRevision
    self.hashRevision = hashRevision
  }
}

extension HashKVResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__HashKVResponse> {
    etcdserverpb__hash_kvresponse__init
  }

  init(_ c: Etcdserverpb__HashKVResponse) throws(MalformedMessage) {
    self.init(
      header: try ResponseHeader(reading: c.header), hash: c.hash,
      compactRevision: c.compact_revision, hashRevision: c.hash_revision)
  }

  func write(to c: inout Etcdserverpb__HashKVResponse, in arena: Arena) {
    c.header = arena.message(header)
    c.hash = hash
    c.compact_revision = compactRevision
    c.hash_revision = hashRevision
  }
}
