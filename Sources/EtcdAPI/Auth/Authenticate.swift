internal import CEtcdAPI

public struct AuthenticateRequest: Hashable, Sendable, WireMessage {
  public var name: String
  public var password: String

  public init(name: String, password: String) {
    self.name = name
    self.password = password
  }
}

extension AuthenticateRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__AuthenticateRequest> {
    etcdserverpb__authenticate_request__init
  }

  init(_ c: Etcdserverpb__AuthenticateRequest) throws(MalformedMessage) {
    self.init(name: c.name.string, password: c.password.string)
  }

  func write(to c: inout Etcdserverpb__AuthenticateRequest, in arena: Arena) {
    c.name = arena.copy(name.utf8)
    c.password = arena.copy(password.utf8)
  }
}

public struct AuthenticateResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader
  /// Sent as the metadata field `token` from now on.
  public var token: String

  public init(header: ResponseHeader = ResponseHeader(), token: String = "") {
    self.header = header
    self.token = token
  }
}

extension AuthenticateResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__AuthenticateResponse> {
    etcdserverpb__authenticate_response__init
  }

  init(_ c: Etcdserverpb__AuthenticateResponse) throws(MalformedMessage) {
    self.init(header: try ResponseHeader(reading: c.header), token: c.token.string)
  }

  func write(to c: inout Etcdserverpb__AuthenticateResponse, in arena: Arena) {
    c.header = arena.message(header)
    c.token = arena.copy(token.utf8)
  }
}
