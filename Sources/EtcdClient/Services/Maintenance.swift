public import EtcdAPI
public import EtcdModel

/// What concerns the whole cluster; calls that mean one member are `MemberClient`'s.
extension EtcdClient {
  public func alarm(
    _ request: AlarmRequest = AlarmRequest(), options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> AlarmResponse {
    try await core.call(.alarm, request, options: options)
  }

  public func downgrade(
    _ request: DowngradeRequest, options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> DowngradeResponse {
    try await core.call(.downgrade, request, options: options)
  }
}
