internal import CEtcdAPI

public struct AuthUserChangePasswordRequest: Hashable, Sendable, WireMessage {
  public var name: String
  public var password: String
  /// In place of the password, since 3.5.
  public var hashedPassword: String

  public init(name: String, password: String = "", hashedPassword: String = "") {
    self.name = name
    self.password = password
    self.hashedPassword = hashedPassword
  }
}

extension AuthUserChangePasswordRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__AuthUserChangePasswordRequest> {
    etcdserverpb__auth_user_change_password_request__init
  }

  init(_ c: Etcdserverpb__AuthUserChangePasswordRequest) throws(MalformedMessage) {
    self.init(
      name: c.name.string, password: c.password.string, hashedPassword: c.hashedpassword.string)
  }

  func write(to c: inout Etcdserverpb__AuthUserChangePasswordRequest, in arena: Arena) {
    c.name = arena.copy(name.utf8)
    c.password = arena.copy(password.utf8)
    c.hashedpassword = arena.copy(hashedPassword.utf8)
  }
}

public struct AuthUserChangePasswordResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader

  public init(header: ResponseHeader = ResponseHeader()) {
    self.header = header
  }
}

extension AuthUserChangePasswordResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__AuthUserChangePasswordResponse> {
    etcdserverpb__auth_user_change_password_response__init
  }

  init(_ c: Etcdserverpb__AuthUserChangePasswordResponse) throws(MalformedMessage) {
    self.init(header: try ResponseHeader(reading: c.header))
  }

  func write(to c: inout Etcdserverpb__AuthUserChangePasswordResponse, in arena: Arena) {
    c.header = arena.message(header)
  }
}

public struct AuthUserGrantRoleRequest: Hashable, Sendable, WireMessage {
  public var user: String
  public var role: String

  public init(user: String, role: String) {
    self.user = user
    self.role = role
  }
}

extension AuthUserGrantRoleRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__AuthUserGrantRoleRequest> {
    etcdserverpb__auth_user_grant_role_request__init
  }

  init(_ c: Etcdserverpb__AuthUserGrantRoleRequest) throws(MalformedMessage) {
    self.init(user: c.user.string, role: c.role.string)
  }

  func write(to c: inout Etcdserverpb__AuthUserGrantRoleRequest, in arena: Arena) {
    c.user = arena.copy(user.utf8)
    c.role = arena.copy(role.utf8)
  }
}

public struct AuthUserGrantRoleResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader

  public init(header: ResponseHeader = ResponseHeader()) {
    self.header = header
  }
}

extension AuthUserGrantRoleResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__AuthUserGrantRoleResponse> {
    etcdserverpb__auth_user_grant_role_response__init
  }

  init(_ c: Etcdserverpb__AuthUserGrantRoleResponse) throws(MalformedMessage) {
    self.init(header: try ResponseHeader(reading: c.header))
  }

  func write(to c: inout Etcdserverpb__AuthUserGrantRoleResponse, in arena: Arena) {
    c.header = arena.message(header)
  }
}

public struct AuthUserRevokeRoleRequest: Hashable, Sendable, WireMessage {
  public var name: String
  public var role: String

  public init(name: String, role: String) {
    self.name = name
    self.role = role
  }
}

extension AuthUserRevokeRoleRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__AuthUserRevokeRoleRequest> {
    etcdserverpb__auth_user_revoke_role_request__init
  }

  init(_ c: Etcdserverpb__AuthUserRevokeRoleRequest) throws(MalformedMessage) {
    self.init(name: c.name.string, role: c.role.string)
  }

  func write(to c: inout Etcdserverpb__AuthUserRevokeRoleRequest, in arena: Arena) {
    c.name = arena.copy(name.utf8)
    c.role = arena.copy(role.utf8)
  }
}

public struct AuthUserRevokeRoleResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader

  public init(header: ResponseHeader = ResponseHeader()) {
    self.header = header
  }
}

extension AuthUserRevokeRoleResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__AuthUserRevokeRoleResponse> {
    etcdserverpb__auth_user_revoke_role_response__init
  }

  init(_ c: Etcdserverpb__AuthUserRevokeRoleResponse) throws(MalformedMessage) {
    self.init(header: try ResponseHeader(reading: c.header))
  }

  func write(to c: inout Etcdserverpb__AuthUserRevokeRoleResponse, in arena: Arena) {
    c.header = arena.message(header)
  }
}
