import EtcdAPI
import EtcdModel
import RPCCore

extension ClientCore {
  /// One call through the balancer with all its attempts.
  ///
  /// - Parameters:
  ///   - isRepeatable: nil takes the method's own word.
  ///   - authenticates: false for the call that gets the token: servers refuse even that one when
  ///     it carries a stale token.
  func call<Request, Response: EtcdResponse>(
    _ method: RPCMethod<Request, Response>, _ request: Request, need: CallNeed = .consensus,
    isRepeatable: Bool? = nil, authenticates: Bool = true, options: CallOptions
  ) async throws(EtcdError) -> Response {
    let deadline = ContinuousClock.now + (options.timeout ?? configuration.commandTimeout)
    if authenticates { try await ensureToken(until: deadline) }
    let kind = method.kind(of: request)
    let isRepeatable = isRepeatable ?? method.isRepeatable
    let isMutation = kind == .write || (!isRepeatable && kind == .other)
    let message = request.encoded()
    let (endpointCount, hedges) = balancer.callRules
    var plan = CallPlan(
      CallPlan.Rules(
        isRepeatable: isRepeatable, deadline: deadline, endpointCount: endpointCount,
        hasCredentials: authenticates && tokens.hasCredentials))

    while true {
      let subconnection = try await subconnection(
        for: PickRequest(need: need, avoiding: plan.tried, preferring: plan.preferred),
        attempts: plan.attempts, until: deadline)
      plan.begin()
      let recoveries = balancer.recoveries.changes
      let (metadata, generation) = tokens.metadata(for: need)
      let attempt = Attempt(
        method: method.path, kind: kind, message: message,
        metadata: authenticates ? metadata : .withoutToken, deadline: deadline,
        number: plan.attempts, isPicked: true)
      let outcome: Outcome
      if isRepeatable, hedges {
        outcome = await hedgedAttempt(attempt, need: need, on: subconnection, tried: plan.tried)
      } else if kind == .write, hedges {
        let id = inFlight.add(nil, on: subconnection.endpoint)
        outcome = await pickedAttempt(attempt, need: need, on: subconnection)
        inFlight.remove(id)
      } else {
        outcome = await pickedAttempt(attempt, need: need, on: subconnection)
      }
      let endpoint = outcome.endpoint
      switch outcome.result {
      case .success(let answer):
        let response: Response = try decode(
          answer.message, from: endpoint, isMutation: isMutation)
        options.onAnswer?(endpoint, outcome.attempts)
        return response
      case .failure(let error):
        let failure = EtcdError(
          error, on: endpoint, attempts: plan.attempts, isMutation: isMutation,
          connectionFailure: subconnection.failure)
        switch next(&plan, after: error, on: endpoint) {
        case .giveUp:
          throw failure.naming(request)
        case .refreshToken:
          try await refreshToken(after: generation, until: deadline)
        case .retry(let pause):
          guard pause > .zero else { continue }
          do { try await Task.sleep(for: pause) } catch { throw failure.cancelled }
        case .retryWhenWell(let pause):
          await balancer.recoveries.wait(after: recoveries, until: .now + pause)
          if Task.isCancelled { throw failure.cancelled }
        }
      }
    }
  }

  func subconnection(
    for request: PickRequest, attempts: Int, until deadline: ContinuousClock.Instant
  ) async throws(EtcdError) -> Subconnection {
    if let picked = balancer.pick(request) { return picked }
    if let picked = await balancer.pick(request, until: deadline) { return picked }
    if balancer.isShutDown { throw .shutDown }
    if Task.isCancelled { throw .cancelled }
    throw .noConnection(
      endpoints: balancer.endpoints, attempts: attempts,
      connectionFailure: balancer.subconnections.lazy.compactMap(\.failure).first)
  }

  private func next(
    _ plan: inout CallPlan, after error: RPCError, on endpoint: Endpoint
  ) -> CallPlan.Next {
    if Task.isCancelled { return .giveUp }
    return retries.withLock { retries in
      // What never left, or was refused unread, cost the cluster nothing, and a new leader is no
      // trouble.
      let condition = ServerCondition(error.message)
      if error.code == .unavailable, !error.neverLeft, condition != .leaderChanged,
        condition != .refusedWithoutLeader
      {
        retries.budget.noteFailure()
      }
      return plan.failed(
        error, on: endpoint, at: .now, isThrottled: retries.budget.isExhausted,
        random: &retries.random)
    }
  }

  func decode<Response: EtcdResponse>(
    _ message: [UInt8], from endpoint: Endpoint, isMutation: Bool
  ) throws(EtcdError) -> Response {
    let response: Response
    do throws(MalformedMessage) {
      response = try Response(decoding: message)
    } catch {
      throw .malformed(error, on: endpoint, isMutation: isMutation)
    }
    try checkCluster(response.header.clusterID, of: endpoint, isMutation: isMutation)
    if response.header.leaderID.rawValue != 0 { noteLeader(response.header, from: endpoint) }
    return response
  }

  private func noteLeader(_ header: ResponseHeader, from endpoint: Endpoint) {
    if let leader = leaderHints.withLock({ $0.note(header, from: endpoint) }) {
      balancer.leads(leader)
    }
  }

  /// The first answer says which cluster this is; another one behind the same endpoints is an
  /// error, because its revisions and leases mean something else.
  func checkCluster(
    _ id: ClusterID, of endpoint: Endpoint, isMutation: Bool
  ) throws(EtcdError) {
    // The answers of v3lock and v3election, and of some proxies, carry none.
    guard id.rawValue != 0 else { return }
    let expected = clusterID.withLock { known in
      if known == nil { known = id }
      return known
    }
    guard let expected, expected != id else { return }
    throw EtcdError(
      code: .clusterMismatch,
      message: "the endpoint belongs to the cluster \(id), not to \(expected) like the others",
      effect: isMutation ? .unknown : .none, endpoint: endpoint,
      fix: "give the endpoints of one cluster only")
  }
}

extension EtcdError {
  static let shutDown = EtcdError(code: .cancelled, message: "the client was shut down")
  static let cancelled = EtcdError(code: .cancelled, message: "the call was cancelled")

  /// The same call, given up between two attempts.
  var cancelled: EtcdError {
    var error = EtcdError.cancelled
    error.endpoint = endpoint
    error.attempts = attempts
    error.effect = effect
    return error
  }
}
