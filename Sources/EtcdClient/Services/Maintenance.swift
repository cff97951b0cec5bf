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

  /// Makes another voting member the leader. Asks the members who leads, and that one to step
  /// down: any other refuses.
  ///
  /// - Throws: `EtcdError`, also when the leader is at none of the endpoints.
  public func moveLeader(
    to target: MemberID, options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> MoveLeaderResponse {
    let deadline = ContinuousClock.now + (options.timeout ?? configuration.commandTimeout)
    guard let leader = await leaderEndpoint() else {
      throw EtcdError(
        code: .noLeader, message: "none of the endpoints is the leader's",
        fix: "give the endpoints of all members, or wait for an election to end")
    }
    return try await member(at: leader).moveLeader(to: target, options: .until(deadline))
  }

  /// The endpoint whose member says that it leads. Of two that do so, one of which was cut off
  /// from the others, the one with the later term. A member that hangs delays it by the dial
  /// time-out only.
  private func leaderEndpoint() async -> Endpoint? {
    let options = CallOptions(timeout: configuration.dialTimeout)
    return await withTaskGroup(of: (Endpoint, StatusReport?).self) { group in
      for endpoint in core.balancer.endpoints {
        group.addTask {
          (endpoint, try? await self.member(at: endpoint).status(options: options))
        }
      }
      var best: (endpoint: Endpoint, term: UInt64)?
      for await case (let endpoint, let status?) in group
      where status.leader == status.memberID && status.raftTerm > best?.term ?? 0 {
        best = (endpoint, status.raftTerm)
      }
      return best?.endpoint
    }
  }
}
