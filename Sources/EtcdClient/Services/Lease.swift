public import EtcdAPI
public import EtcdModel

extension EtcdClient {
  /// With an id of the caller's choice a lost answer leaves no orphan: the second attempt fails with
  /// "lease already exists".
  public func leaseGrant(
    _ request: LeaseGrantRequest, options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> LeaseGrantResponse {
    try await core.call(.leaseGrant, request, options: options)
  }

  public func leaseRevoke(
    _ request: LeaseRevokeRequest, options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> LeaseRevokeResponse {
    try await core.call(.leaseRevoke, request, options: options)
  }

  /// No error for a lease that is gone: its time to live is -1.
  public func leaseTimeToLive(
    _ request: LeaseTimeToLiveRequest, options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> LeaseTimeToLiveResponse {
    try await core.call(.leaseTimeToLive, request, options: options)
  }

  public func leases(
    options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> LeaseLeasesResponse {
    try await core.call(.leaseLeases, LeaseLeasesRequest(), options: options)
  }

  /// Keeps a lease alive; several keepers of one lease share the renewals.
  public func keepAlive(_ lease: LeaseID) -> LeaseKeeper {
    leaseKeeping.keepAlive(lease)
  }

  /// Renews a lease once; tries again elsewhere until the time is over.
  ///
  /// - Returns: its new time to live in seconds.
  /// - Throws: `EtcdError`, `notFound` for a lease that is gone.
  public func keepAliveOnce(
    _ lease: LeaseID, options: CallOptions = CallOptions()
  ) async throws(EtcdError) -> Int64 {
    let deadline = ContinuousClock.now + (options.timeout ?? configuration.commandTimeout)
    var backoff = Backoff.stream
    while true {
      do throws(EtcdError) {
        return try await renew(lease, until: deadline)
      } catch {
        let pause = core.retries.withLock { backoff.next(using: &$0.random) }
        let mayPass = [.unavailable, .noLeader, .timedOut].contains(error.code)
        guard mayPass, .now + pause < deadline else { throw error }
        do { try await Task.sleep(for: pause) } catch { throw .cancelled }
      }
    }
  }

  /// One attempt, with no more time than a member may take to accept a stream.
  private func renew(
    _ lease: LeaseID, until deadline: ContinuousClock.Instant
  ) async throws(EtcdError) -> Int64 {
    let end = min(deadline, .now + configuration.dialTimeout)
    let answers = try await core.serverStream(
      .leaseKeepAlive, LeaseKeepAliveRequest(id: lease), need: .consensus, options: .until(end))
    guard let answer = try await answers.next(), answer.ttl > 0 else {
      throw EtcdError(
        code: .notFound, message: "the lease \(lease) expired or was revoked",
        endpoint: answers.endpoint)
    }
    return answer.ttl
  }
}
