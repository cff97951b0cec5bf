import EtcdAPI
import EtcdModel

extension ClientCore {
  /// Before a call: gets the first token.
  func ensureToken(until deadline: ContinuousClock.Instant) async throws(EtcdError) {
    guard tokens.hasCredentials else { return }
    try await tokens.ensure(until: deadline, fetchToken)
  }

  /// Before a stream, which keeps its token for as long as it lives.
  func freshenToken(
    isStale: Bool, until deadline: ContinuousClock.Instant
  ) async throws(EtcdError) {
    guard tokens.hasCredentials else { return }
    try await tokens.freshen(isStale: isStale, until: deadline, fetchToken)
  }

  func refreshToken(
    after generation: Int, until deadline: ContinuousClock.Instant
  ) async throws(EtcdError) {
    try await tokens.renew(after: generation, until: deadline, fetchToken)
  }

  /// nil when the cluster has no authentication: the calls then go without a token.
  @Sendable
  private func fetchToken(_ credentials: Credentials) async throws(EtcdError) -> String? {
    do {
      let request = AuthenticateRequest(name: credentials.user, password: credentials.password)
      return try await call(
        .authenticate, request, isRepeatable: true, authenticates: false, options: CallOptions()
      ).token
    } catch {
      if error.message == "etcdserver: authentication is not enabled" { return nil }
      throw error
    }
  }

  /// A token goes only where the given endpoints would let it go: never over plaintext to an
  /// address that merely some member advertised, when the given ones are secured.
  func mayCarryToken(_ endpoint: Endpoint) -> Bool {
    let given = balancer.endpoints
    return given.contains(endpoint) || endpoint.isSecure(with: configuration.tls)
      || !given.contains { $0.isSecure(with: configuration.tls) }
  }
}
