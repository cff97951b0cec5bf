public import EtcdAPI
public import EtcdModel

/// etcd's lock service (`v3lockpb.Lock`).
extension EtcdClient {
  /// Waits for a named lock, for as long as the options say. A caller that gives up leaves the
  /// queue; one that dies leaves it when its lease ends.
  public func lock(
    _ request: LockRequest, options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> LockResponse {
    try await core.call(.lock, request, options: options)
  }

  public func unlock(
    _ request: UnlockRequest, options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> UnlockResponse {
    try await core.call(.unlock, request, options: options)
  }
}
