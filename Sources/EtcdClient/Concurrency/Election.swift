public import EtcdAPI
public import EtcdModel

/// etcd's election service (`v3electionpb.Election`): not to be confused with raft's elections.
extension EtcdClient {
  /// Waits until the election is won, for as long as the options say.
  public func campaign(
    _ request: CampaignRequest, options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> CampaignResponse {
    try await core.call(.campaign, request, options: options)
  }

  /// Changes the value of a leadership that is held.
  public func proclaim(
    _ request: ProclaimRequest, options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> ProclaimResponse {
    try await core.call(.proclaim, request, options: options)
  }

  /// Who leads now; an error when nobody does.
  public func electionLeader(
    _ request: LeaderRequest, options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> LeaderResponse {
    try await core.call(.leader, request, options: options)
  }

  public func resign(
    _ request: ResignRequest, options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> ResignResponse {
    try await core.call(.resign, request, options: options)
  }

  /// Each leader of an election, and each value that it proclaims; the newest only for a slow
  /// reader. Survives disconnects, and ends when the reader's task is cancelled or the server
  /// refuses it for good.
  public func observe(_ request: LeaderRequest) -> AsyncThrowingStream<KeyValue, any Error> {
    observers.observe(request)
  }
}
