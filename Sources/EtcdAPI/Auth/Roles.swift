internal import CEtcdAPI

public struct AuthRoleAddRequest: Hashable, Sendable, WireMessage {
  public var name: String

  public init(name: String) {
    self.name = name
  }
}

extension AuthRoleAddRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__AuthRoleAddRequest> {
    etcdserverpb__auth_role_add_request__init
  }

  init(_ c: Etcdserverpb__AuthRoleAddRequest) throws(MalformedMessage) {
    self.init(name: c.name.string)
  }

  func write(to c: inout Etcdserverpb__AuthRoleAddRequest, in arena: Arena) {
    c.name = arena.copy(name.utf8)
  }
}

public struct AuthRoleAddResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader

  public init(header: ResponseHeader = ResponseHeader()) {
    self.header = header
  }
}

extension AuthRoleAddResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__AuthRoleAddResponse> {
    etcdserverpb__auth_role_add_response__init
  }

  init(_ c: Etcdserverpb__AuthRoleAddResponse) throws(MalformedMessage) {
    self.init(header: try ResponseHeader(reading: c.header))
  }

  func write(to c: inout Etcdserverpb__AuthRoleAddResponse, in arena: Arena) {
    c.header = arena.message(header)
  }
}

public struct AuthRoleGetRequest: Hashable, Sendable, WireMessage {
  public var role: String

  public init(role: String) {
    self.role = role
  }
}

extension AuthRoleGetRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__AuthRoleGetRequest> {
    etcdserverpb__auth_role_get_request__init
  }

  init(_ c: Etcdserverpb__AuthRoleGetRequest) throws(MalformedMessage) {
    self.init(role: c.role.string)
  }

  func write(to c: inout Etcdserverpb__AuthRoleGetRequest, in arena: Arena) {
    c.role = arena.copy(role.utf8)
  }
}

public struct AuthRoleGetResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader
  public var permissions: [Permission]

  public init(header: ResponseHeader = ResponseHeader(), permissions: [Permission] = []) {
    self.header = header
    self.permissions = permissions
  }
}

extension AuthRoleGetResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__AuthRoleGetResponse> {
    etcdserverpb__auth_role_get_response__init
  }

  init(_ c: Etcdserverpb__AuthRoleGetResponse) throws(MalformedMessage) {
    self.init(
      header: try ResponseHeader(reading: c.header),
      permissions: try Permission.array(c.perm, c.n_perm))
  }

  func write(to c: inout Etcdserverpb__AuthRoleGetResponse, in arena: Arena) {
    c.header = arena.message(header)
    (c.n_perm, c.perm) = arena.messages(permissions)
  }
}

public struct AuthRoleListRequest: Hashable, Sendable, WireMessage {
  public init() {}
}

extension AuthRoleListRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__AuthRoleListRequest> {
    etcdserverpb__auth_role_list_request__init
  }

  init(_ c: Etcdserverpb__AuthRoleListRequest) { self.init() }

  func write(to c: inout Etcdserverpb__AuthRoleListRequest, in arena: Arena) {}
}

public struct AuthRoleListResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader
  public var roles: [String]

  public init(header: ResponseHeader = ResponseHeader(), roles: [String] = []) {
    self.header = header
    self.roles = roles
  }
}

extension AuthRoleListResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__AuthRoleListResponse> {
    etcdserverpb__auth_role_list_response__init
  }

  init(_ c: Etcdserverpb__AuthRoleListResponse) throws(MalformedMessage) {
    self.init(header: try ResponseHeader(reading: c.header), roles: strings(c.roles, c.n_roles))
  }

  func write(to c: inout Etcdserverpb__AuthRoleListResponse, in arena: Arena) {
    c.header = arena.message(header)
    (c.n_roles, c.roles) = arena.strings(roles)
  }
}

public struct AuthRoleDeleteRequest: Hashable, Sendable, WireMessage {
  public var role: String

  public init(role: String) {
    self.role = role
  }
}

extension AuthRoleDeleteRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__AuthRoleDeleteRequest> {
    etcdserverpb__auth_role_delete_request__init
  }

  init(_ c: Etcdserverpb__AuthRoleDeleteRequest) throws(MalformedMessage) {
    self.init(role: c.role.string)
  }

  func write(to c: inout Etcdserverpb__AuthRoleDeleteRequest, in arena: Arena) {
    c.role = arena.copy(role.utf8)
  }
}

public struct AuthRoleDeleteResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader

  public init(header: ResponseHeader = ResponseHeader()) {
    self.header = header
  }
}

extension AuthRoleDeleteResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__AuthRoleDeleteResponse> {
    etcdserverpb__auth_role_delete_response__init
  }

  init(_ c: Etcdserverpb__AuthRoleDeleteResponse) throws(MalformedMessage) {
    self.init(header: try ResponseHeader(reading: c.header))
  }

  func write(to c: inout Etcdserverpb__AuthRoleDeleteResponse, in arena: Arena) {
    c.header = arena.message(header)
  }
}
