internal import CEtcdAPI

public struct AuthUserAddRequest: Hashable, Sendable, WireMessage {
  public var name: String
  public var password: String
  /// The user logs in by the common name of a client certificate only.
  public var hasNoPassword: Bool
  /// In place of the password, since 3.5.
  public var hashedPassword: String

  public init(
    name: String, password: String = "", hasNoPassword: Bool = false, hashedPassword: String = ""
  ) {
    self.name = name
    self.password = password
    self.hasNoPassword = hasNoPassword
    self.hashedPassword = hashedPassword
  }
}

extension AuthUserAddRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__AuthUserAddRequest> {
    etcdserverpb__auth_user_add_request__init
  }

  init(_ c: Etcdserverpb__AuthUserAddRequest) throws(MalformedMessage) {
    self.init(
      name: c.name.string, password: c.password.string,
      hasNoPassword: c.options?.pointee.no_password == 1, hashedPassword: c.hashedpassword.string)
  }

  func write(to c: inout Etcdserverpb__AuthUserAddRequest, in arena: Arena) {
    c.name = arena.copy(name.utf8)
    c.password = arena.copy(password.utf8)
    c.options = hasNoPassword ? arena.message(NoPasswordOption()) : nil
    c.hashedpassword = arena.copy(hashedPassword.utf8)
  }
}

public struct AuthUserAddResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader

  public init(header: ResponseHeader = ResponseHeader()) {
    self.header = header
  }
}

extension AuthUserAddResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__AuthUserAddResponse> {
    etcdserverpb__auth_user_add_response__init
  }

  init(_ c: Etcdserverpb__AuthUserAddResponse) throws(MalformedMessage) {
    self.init(header: try ResponseHeader(reading: c.header))
  }

  func write(to c: inout Etcdserverpb__AuthUserAddResponse, in arena: Arena) {
    c.header = arena.message(header)
  }
}

public struct AuthUserGetRequest: Hashable, Sendable, WireMessage {
  public var name: String

  public init(name: String) {
    self.name = name
  }
}

extension AuthUserGetRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__AuthUserGetRequest> {
    etcdserverpb__auth_user_get_request__init
  }

  init(_ c: Etcdserverpb__AuthUserGetRequest) throws(MalformedMessage) {
    self.init(name: c.name.string)
  }

  func write(to c: inout Etcdserverpb__AuthUserGetRequest, in arena: Arena) {
    c.name = arena.copy(name.utf8)
  }
}

public struct AuthUserGetResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader
  public var roles: [String]

  public init(header: ResponseHeader = ResponseHeader(), roles: [String] = []) {
    self.header = header
    self.roles = roles
  }
}

extension AuthUserGetResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__AuthUserGetResponse> {
    etcdserverpb__auth_user_get_response__init
  }

  init(_ c: Etcdserverpb__AuthUserGetResponse) throws(MalformedMessage) {
    self.init(header: try ResponseHeader(reading: c.header), roles: strings(c.roles, c.n_roles))
  }

  func write(to c: inout Etcdserverpb__AuthUserGetResponse, in arena: Arena) {
    c.header = arena.message(header)
    (c.n_roles, c.roles) = arena.strings(roles)
  }
}

public struct AuthUserListRequest: Hashable, Sendable, WireMessage {
  public init() {}
}

extension AuthUserListRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__AuthUserListRequest> {
    etcdserverpb__auth_user_list_request__init
  }

  init(_ c: Etcdserverpb__AuthUserListRequest) { self.init() }

  func write(to c: inout Etcdserverpb__AuthUserListRequest, in arena: Arena) {}
}

public struct AuthUserListResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader
  public var users: [String]

  public init(header: ResponseHeader = ResponseHeader(), users: [String] = []) {
    self.header = header
    self.users = users
  }
}

extension AuthUserListResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__AuthUserListResponse> {
    etcdserverpb__auth_user_list_response__init
  }

  init(_ c: Etcdserverpb__AuthUserListResponse) throws(MalformedMessage) {
    self.init(header: try ResponseHeader(reading: c.header), users: strings(c.users, c.n_users))
  }

  func write(to c: inout Etcdserverpb__AuthUserListResponse, in arena: Arena) {
    c.header = arena.message(header)
    (c.n_users, c.users) = arena.strings(users)
  }
}

public struct AuthUserDeleteRequest: Hashable, Sendable, WireMessage {
  public var name: String

  public init(name: String) {
    self.name = name
  }
}

extension AuthUserDeleteRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__AuthUserDeleteRequest> {
    etcdserverpb__auth_user_delete_request__init
  }

  init(_ c: Etcdserverpb__AuthUserDeleteRequest) throws(MalformedMessage) {
    self.init(name: c.name.string)
  }

  func write(to c: inout Etcdserverpb__AuthUserDeleteRequest, in arena: Arena) {
    c.name = arena.copy(name.utf8)
  }
}

public struct AuthUserDeleteResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader

  public init(header: ResponseHeader = ResponseHeader()) {
    self.header = header
  }
}

extension AuthUserDeleteResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__AuthUserDeleteResponse> {
    etcdserverpb__auth_user_delete_response__init
  }

  init(_ c: Etcdserverpb__AuthUserDeleteResponse) throws(MalformedMessage) {
    self.init(header: try ResponseHeader(reading: c.header))
  }

  func write(to c: inout Etcdserverpb__AuthUserDeleteResponse, in arena: Arena) {
    c.header = arena.message(header)
  }
}

/// `authpb.UserAddOptions`, sent only when it says something.
private struct NoPasswordOption: ProtobufStruct {
  static var initialize: Initializer<Authpb__UserAddOptions> { authpb__user_add_options__init }

  init() {}

  init(_ c: Authpb__UserAddOptions) {}

  func write(to c: inout Authpb__UserAddOptions, in arena: Arena) {
    c.no_password = 1
  }
}
