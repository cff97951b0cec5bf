public import EtcdAPI
public import EtcdModel

extension EtcdClient {
  public func authEnable(
    options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> AuthEnableResponse {
    try await core.call(.authEnable, AuthEnableRequest(), options: options)
  }

  public func authDisable(
    options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> AuthDisableResponse {
    try await core.call(.authDisable, AuthDisableRequest(), options: options)
  }

  /// Since etcd 3.5.
  public func authStatus(
    options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> AuthStatusResponse {
    try await core.call(.authStatus, AuthStatusRequest(), options: options)
  }

  public func userAdd(
    _ request: AuthUserAddRequest, options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> AuthUserAddResponse {
    try await core.call(.userAdd, request, options: options)
  }

  public func userGet(
    _ request: AuthUserGetRequest, options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> AuthUserGetResponse {
    try await core.call(.userGet, request, options: options)
  }

  public func userList(
    options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> AuthUserListResponse {
    try await core.call(.userList, AuthUserListRequest(), options: options)
  }

  public func userDelete(
    _ request: AuthUserDeleteRequest, options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> AuthUserDeleteResponse {
    try await core.call(.userDelete, request, options: options)
  }

  public func userChangePassword(
    _ request: AuthUserChangePasswordRequest, options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> AuthUserChangePasswordResponse {
    try await core.call(.userChangePassword, request, options: options)
  }

  public func userGrantRole(
    _ request: AuthUserGrantRoleRequest, options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> AuthUserGrantRoleResponse {
    try await core.call(.userGrantRole, request, options: options)
  }

  public func userRevokeRole(
    _ request: AuthUserRevokeRoleRequest, options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> AuthUserRevokeRoleResponse {
    try await core.call(.userRevokeRole, request, options: options)
  }

  public func roleAdd(
    _ request: AuthRoleAddRequest, options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> AuthRoleAddResponse {
    try await core.call(.roleAdd, request, options: options)
  }

  public func roleGet(
    _ request: AuthRoleGetRequest, options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> AuthRoleGetResponse {
    try await core.call(.roleGet, request, options: options)
  }

  public func roleList(
    options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> AuthRoleListResponse {
    try await core.call(.roleList, AuthRoleListRequest(), options: options)
  }

  public func roleDelete(
    _ request: AuthRoleDeleteRequest, options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> AuthRoleDeleteResponse {
    try await core.call(.roleDelete, request, options: options)
  }

  public func roleGrantPermission(
    _ request: AuthRoleGrantPermissionRequest, options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> AuthRoleGrantPermissionResponse {
    try await core.call(.roleGrantPermission, request, options: options)
  }

  public func roleRevokePermission(
    _ request: AuthRoleRevokePermissionRequest, options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> AuthRoleRevokePermissionResponse {
    try await core.call(.roleRevokePermission, request, options: options)
  }
}
