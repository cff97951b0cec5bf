internal import CEtcdAPI
public import EtcdModel

/// What a role may do with a range of keys (`authpb.Permission`).
public struct Permission: Hashable, Sendable {
  public enum Access: UInt32, Sendable { case read, write, readWrite }

  public var access: Access
  public var range: KeyRange

  public init(access: Access, range: KeyRange) {
    self.access = access
    self.range = range
  }
}

extension Permission: ProtobufStruct {
  static var initialize: Initializer<Authpb__Permission> { authpb__permission__init }

  init(_ c: Authpb__Permission) throws(MalformedMessage) {
    self.init(
      access: try Access(c.permtype.rawValue),
      range: KeyRange(start: c.key.bytes, end: c.range_end.bytes))
  }

  func write(to c: inout Authpb__Permission, in arena: Arena) {
    c.permtype.rawValue = access.rawValue
    c.key = arena.copy(range.start)
    c.range_end = arena.copy(range.end)
  }
}

extension Permission.Access: ProtobufEnum {}

public struct AuthRoleGrantPermissionRequest: Hashable, Sendable, WireMessage {
  /// The role's.
  public var name: String
  public var permission: Permission

  public init(name: String, permission: Permission) {
    self.name = name
    self.permission = permission
  }
}

extension AuthRoleGrantPermissionRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__AuthRoleGrantPermissionRequest> {
    etcdserverpb__auth_role_grant_permission_request__init
  }

  init(_ c: Etcdserverpb__AuthRoleGrantPermissionRequest) throws(MalformedMessage) {
    self.init(name: c.name.string, permission: try Permission(reading: c.perm))
  }

  func write(to c: inout Etcdserverpb__AuthRoleGrantPermissionRequest, in arena: Arena) {
    c.name = arena.copy(name.utf8)
    c.perm = arena.message(permission)
  }
}

public struct AuthRoleGrantPermissionResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader

  public init(header: ResponseHeader = ResponseHeader()) {
    self.header = header
  }
}

extension AuthRoleGrantPermissionResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__AuthRoleGrantPermissionResponse> {
    etcdserverpb__auth_role_grant_permission_response__init
  }

  init(_ c: Etcdserverpb__AuthRoleGrantPermissionResponse) throws(MalformedMessage) {
    self.init(header: try ResponseHeader(reading: c.header))
  }

  func write(to c: inout Etcdserverpb__AuthRoleGrantPermissionResponse, in arena: Arena) {
    c.header = arena.message(header)
  }
}

public struct AuthRoleRevokePermissionRequest: Hashable, Sendable, WireMessage {
  public var role: String
  public var range: KeyRange

  public init(role: String, range: KeyRange) {
    self.role = role
    self.range = range
  }
}

extension AuthRoleRevokePermissionRequest: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__AuthRoleRevokePermissionRequest> {
    etcdserverpb__auth_role_revoke_permission_request__init
  }

  init(_ c: Etcdserverpb__AuthRoleRevokePermissionRequest) throws(MalformedMessage) {
    self.init(role: c.role.string, range: KeyRange(start: c.key.bytes, end: c.range_end.bytes))
  }

  func write(to c: inout Etcdserverpb__AuthRoleRevokePermissionRequest, in arena: Arena) {
    c.role = arena.copy(role.utf8)
    c.key = arena.copy(range.start)
    c.range_end = arena.copy(range.end)
  }
}

public struct AuthRoleRevokePermissionResponse: Hashable, Sendable, EtcdResponse {
  public var header: ResponseHeader

  public init(header: ResponseHeader = ResponseHeader()) {
    self.header = header
  }
}

extension AuthRoleRevokePermissionResponse: ProtobufMessage {
  static var initialize: Initializer<Etcdserverpb__AuthRoleRevokePermissionResponse> {
    etcdserverpb__auth_role_revoke_permission_response__init
  }

  init(_ c: Etcdserverpb__AuthRoleRevokePermissionResponse) throws(MalformedMessage) {
    self.init(header: try ResponseHeader(reading: c.header))
  }

  func write(to c: inout Etcdserverpb__AuthRoleRevokePermissionResponse, in arena: Arena) {
    c.header = arena.message(header)
  }
}
