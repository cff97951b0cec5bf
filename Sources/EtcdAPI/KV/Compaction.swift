internal import CEtcdAPI
public import EtcdModel

public struct CompactionRequest: Hashable, Sendable, WireMessage {
  /// History before it is given up; the state at it stays readable.
  public var revision: Revision
  /// Answers only after the old revisions are removed from the backend.
  public var isPhysical: Bool

  public init(revision: Revision, isPhysical: Bool = false) {
    self.revision = revision
    self.isPhysical = isPhysical
  }
}

extension CompactionRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__CompactionRequest> {
    etcdserverpb__compaction_request__init
  }

  init(_ c: Etcdserverpb__CompactionRequest) throws(MalformedMessage) {
    self.init(revision: c.revision, isPhysical: c.physical != 0)
  }

  func write(to c: inout Etcdserverpb__CompactionRequest, in arena: Arena) {
    c.revision = revision
    c.physical = isPhysical ? 1 : 0
  }
}

public struct CompactionResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader

  public init(header: ResponseHeader = ResponseHeader()) {
    self.header = header
  }
}

extension CompactionResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__CompactionResponse> {
    etcdserverpb__compaction_response__init
  }

  init(_ c: Etcdserverpb__CompactionResponse) throws(MalformedMessage) {
    self.init(header: try ResponseHeader(reading: c.header))
  }

  func write(to c: inout Etcdserverpb__CompactionResponse, in arena: Arena) {
    c.header = arena.message(header)
  }
}
