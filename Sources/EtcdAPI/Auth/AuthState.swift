internal import CEtcdAPI

public struct AuthEnableRequest: Hashable, Sendable, WireMessage {
  public init() {}
}

extension AuthEnableRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__AuthEnableRequest> {
    etcdserverpb__auth_enable_request__init
  }

  init(_ c: Etcdserverpb__AuthEnableRequest) { self.init() }

  func write(to c: inout Etcdserverpb__AuthEnableRequest, in arena: Arena) {}
}

public struct AuthEnableResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader

  public init(header: ResponseHeader = ResponseHeader()) {
    self.header = header
  }
}

extension AuthEnableResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__AuthEnableResponse> {
    etcdserverpb__auth_enable_response__init
  }

  init(_ c: Etcdserverpb__AuthEnableResponse) throws(MalformedMessage) {
    self.init(header: try ResponseHeader(reading: c.header))
  }

  func write(to c: inout Etcdserverpb__AuthEnableResponse, in arena: Arena) {
    c.header = arena.message(header)
  }
}

public struct AuthDisableRequest: Hashable, Sendable, WireMessage {
  public init() {}
}

extension AuthDisableRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__AuthDisableRequest> {
    etcdserverpb__auth_disable_request__init
  }

  init(_ c: Etcdserverpb__AuthDisableRequest) { self.init() }

  func write(to c: inout Etcdserverpb__AuthDisableRequest, in arena: Arena) {}
}

public struct AuthDisableResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader

  public init(header: ResponseHeader = ResponseHeader()) {
    self.header = header
  }
}

extension AuthDisableResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__AuthDisableResponse> {
    etcdserverpb__auth_disable_response__init
  }

  init(_ c: Etcdserverpb__AuthDisableResponse) throws(MalformedMessage) {
    self.init(header: try ResponseHeader(reading: c.header))
  }

  func write(to c: inout Etcdserverpb__AuthDisableResponse, in arena: Arena) {
    c.header = arena.message(header)
  }
}

public struct AuthStatusRequest: Hashable, Sendable, WireMessage {
  public init() {}
}

extension AuthStatusRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__AuthStatusRequest> {
    etcdserverpb__auth_status_request__init
  }

  init(_ c: Etcdserverpb__AuthStatusRequest) { self.init() }

  func write(to c: inout Etcdserverpb__AuthStatusRequest, in arena: Arena) {}
}

public struct AuthStatusResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader
  public var isEnabled: Bool
  /// Raised by every change of users and roles.
  public var authRevision: UInt64

  public init(
    header: ResponseHeader = ResponseHeader(), isEnabled: Bool = false, authRevision: UInt64 = 0
  ) {
    self.header = header
    self.isEnabled = isEnabled
    self.authRevision = authRevision
  }
}

extension AuthStatusResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__AuthStatusResponse> {
    etcdserverpb__auth_status_response__init
  }

  init(_ c: Etcdserverpb__AuthStatusResponse) throws(MalformedMessage) {
    self.init(
      header: try ResponseHeader(reading: c.header), isEnabled: c.enabled != 0,
      authRevision: c.authrevision)
  }

  func write(to c: inout Etcdserverpb__AuthStatusResponse, in arena: Arena) {
    c.header = arena.message(header)
    c.enabled = isEnabled ? 1 : 0
    c.authrevision = authRevision
  }
}
