extension RPCMethod where Request == AuthEnableRequest, Response == AuthEnableResponse {
  public static var authEnable: Self {
    Self("/etcdserverpb.Auth/AuthEnable", kind: { _ in .write })
  }
}

extension RPCMethod where Request == AuthDisableRequest, Response == AuthDisableResponse {
  public static var authDisable: Self {
    Self("/etcdserverpb.Auth/AuthDisable", kind: { _ in .write })
  }
}

extension RPCMethod where Request == AuthStatusRequest, Response == AuthStatusResponse {
  /// Since 3.5.
  public static var authStatus: Self { Self("/etcdserverpb.Auth/AuthStatus") }
}

extension RPCMethod where Request == AuthenticateRequest, Response == AuthenticateResponse {
  public static var authenticate: Self { Self("/etcdserverpb.Auth/Authenticate") }
}

extension RPCMethod where Request == AuthUserAddRequest, Response == AuthUserAddResponse {
  public static var userAdd: Self { Self("/etcdserverpb.Auth/UserAdd", kind: { _ in .write }) }
}

extension RPCMethod where Request == AuthUserGetRequest, Response == AuthUserGetResponse {
  public static var userGet: Self { Self("/etcdserverpb.Auth/UserGet", isRepeatable: true) }
}

extension RPCMethod where Request == AuthUserListRequest, Response == AuthUserListResponse {
  public static var userList: Self { Self("/etcdserverpb.Auth/UserList", isRepeatable: true) }
}

extension RPCMethod where Request == AuthUserDeleteRequest, Response == AuthUserDeleteResponse {
  public static var userDelete: Self {
    Self("/etcdserverpb.Auth/UserDelete", kind: { _ in .write })
  }
}

extension RPCMethod
where Request == AuthUserChangePasswordRequest, Response == AuthUserChangePasswordResponse {
  public static var userChangePassword: Self {
    Self("/etcdserverpb.Auth/UserChangePassword", kind: { _ in .write })
  }
}

extension RPCMethod
where Request == AuthUserGrantRoleRequest, Response == AuthUserGrantRoleResponse {
  public static var userGrantRole: Self {
    Self("/etcdserverpb.Auth/UserGrantRole", kind: { _ in .write })
  }
}

extension RPCMethod
where Request == AuthUserRevokeRoleRequest, Response == AuthUserRevokeRoleResponse {
  public static var userRevokeRole: Self {
    Self("/etcdserverpb.Auth/UserRevokeRole", kind: { _ in .write })
  }
}

extension RPCMethod where Request == AuthRoleAddRequest, Response == AuthRoleAddResponse {
  public static var roleAdd: Self { Self("/etcdserverpb.Auth/RoleAdd", kind: { _ in .write }) }
}

extension RPCMethod where Request == AuthRoleGetRequest, Response == AuthRoleGetResponse {
  public static var roleGet: Self { Self("/etcdserverpb.Auth/RoleGet", isRepeatable: true) }
}

extension RPCMethod where Request == AuthRoleListRequest, Response == AuthRoleListResponse {
  public static var roleList: Self { Self("/etcdserverpb.Auth/RoleList", isRepeatable: true) }
}

extension RPCMethod where Request == AuthRoleDeleteRequest, Response == AuthRoleDeleteResponse {
  public static var roleDelete: Self {
    Self("/etcdserverpb.Auth/RoleDelete", kind: { _ in .write })
  }
}

extension RPCMethod
where Request == AuthRoleGrantPermissionRequest, Response == AuthRoleGrantPermissionResponse {
  public static var roleGrantPermission: Self {
    Self("/etcdserverpb.Auth/RoleGrantPermission", kind: { _ in .write })
  }
}

extension RPCMethod
where Request == AuthRoleRevokePermissionRequest, Response == AuthRoleRevokePermissionResponse {
  public static var roleRevokePermission: Self {
    Self("/etcdserverpb.Auth/RoleRevokePermission", kind: { _ in .write })
  }
}
