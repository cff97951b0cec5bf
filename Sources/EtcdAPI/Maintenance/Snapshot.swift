internal import CEtcdAPI

public struct SnapshotRequest: Hashable, Sendable, WireMessage {
  public init() {}
}

extension SnapshotRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__SnapshotRequest> {
    etcdserverpb__snapshot_request__init
  }

  init(_ c: Etcdserverpb__SnapshotRequest) { self.init() }

  func write(to c: inout Etcdserverpb__SnapshotRequest, in arena: Arena) {}
}

/// One piece of the backend file; the last 32 bytes of all are its SHA-256.
public struct SnapshotResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader
  /// Bytes that follow this piece.
  public var remainingBytes: UInt64
  public var blob: [UInt8]
  /// The storage version, in the first piece; empty before 3.6.
  public var version: String

  public init(
    header: ResponseHeader = ResponseHeader(), remainingBytes: UInt64 = 0, blob: [UInt8] = [],
    version: String = ""
  ) {
    self.header = header
    self.remainingBytes = remainingBytes
    self.blob = blob
    self.version = version
  }
}

extension SnapshotResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__SnapshotResponse> {
    etcdserverpb__snapshot_response__init
  }

  init(_ c: Etcdserverpb__SnapshotResponse) throws(MalformedMessage) {
    self.init(
      header: try ResponseHeader(reading: c.header), remainingBytes: c.remaining_bytes,
      blob: c.blob.bytes, version: c.version.string)
  }

  func write(to c: inout Etcdserverpb__SnapshotResponse, in arena: Arena) {
    c.header = arena.message(header)
    c.remaining_bytes = remainingBytes
    c.blob = arena.copy(blob)
    c.version = arena.copy(version.utf8)
  }
}
