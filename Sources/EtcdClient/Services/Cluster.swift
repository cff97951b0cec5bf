public import EtcdAPI
public import EtcdModel

extension EtcdClient {
  /// Linearizable by default since etcd 3.5; members before 3.5 answer from their own store.
  public func memberList(
    _ request: MemberListRequest = MemberListRequest(isLinearizable: true),
    options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> MemberListResponse {
    try await core.call(
      .memberList, request, need: request.isLinearizable ? .consensus : .local, options: options)
  }

  public func memberAdd(
    _ request: MemberAddRequest, options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> MemberAddResponse {
    try await core.call(.memberAdd, request, options: options)
  }

  public func memberRemove(
    _ request: MemberRemoveRequest, options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> MemberRemoveResponse {
    try await core.call(.memberRemove, request, options: options)
  }

  public func memberUpdate(
    _ request: MemberUpdateRequest, options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> MemberUpdateResponse {
    try await core.call(.memberUpdate, request, options: options)
  }

  public func memberPromote(
    _ request: MemberPromoteRequest, options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> MemberPromoteResponse {
    try await core.call(.memberPromote, request, options: options)
  }
}
