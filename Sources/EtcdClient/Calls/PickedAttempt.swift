import EtcdModel
import RPCCore

/// How an attempt ended, and on which endpoint: a hedged one may end on another.
struct Outcome: Sendable {
  var result: Result<RPCResponse, RPCError>
  var endpoint: Endpoint
  /// How often the call was sent until then.
  var attempts: Int

  var isSuccess: Bool {
    if case .success = result { true } else { false }
  }
}

extension ClientCore {
  /// An attempt whose outcome tells the balancer something about the member.
  func pickedAttempt(
    _ attempt: Attempt, need: CallNeed, on subconnection: Subconnection
  ) async -> Outcome {
    let startedAt = ContinuousClock.now
    let result = await self.attempt(attempt, on: subconnection)
    let report: AttemptReport
    switch result {
    case .success:
      retries.withLock { $0.budget.noteSuccess() }
      report = AttemptReport(outcome: .answered, need: need, startedAt: startedAt)
    case .failure(let error):
      report = AttemptReport(error, need: need, startedAt: startedAt, endedAt: .now)
    }
    balancer.ended(on: subconnection.endpoint, report)
    return Outcome(
      result: result, endpoint: subconnection.endpoint, attempts: attempt.number)
  }
}

extension AttemptReport {
  /// An attempt shorter than this that times out says more about its deadline than about the member.
  private static let tellingTime: Duration = .milliseconds(50)

  init(
    _ error: RPCError, need: CallNeed, startedAt: ContinuousClock.Instant,
    endedAt: ContinuousClock.Instant
  ) {
    let outcome: Outcome =
      switch (error.code, ServerCondition(error.message)) {
      case (_, .refusedWithoutLeader), (_, .quorumLost): .leaderless
      case (_, .leaderChanged): .hasNewLeader
      case (_, .learner): .learner
      case (.deadlineExceeded, _) where endedAt - startedAt >= Self.tellingTime: .timedOut
      default: .inconclusive
      }
    self.init(
      outcome: outcome, need: need, startedAt: startedAt, code: error.neverLeft ? nil : error.code)
  }
}
