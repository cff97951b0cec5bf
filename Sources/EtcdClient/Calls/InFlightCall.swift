import EtcdModel
import RPCCore
import Synchronization

/// A repeatable call in flight that another member may be asked for, too.
final class InFlightCall: Sendable {
  private struct State {
    var hedge: Task<Outcome, Never>?
    var hasEnded = false
  }

  private let endpoint: Endpoint
  private let attempt: Attempt
  private let need: CallNeed
  private let tried: [Endpoint]
  private let state = Mutex(State())

  /// - Parameter tried: endpoints that the call was sent to before.
  init(_ attempt: Attempt, need: CallNeed, on endpoint: Endpoint, tried: [Endpoint]) {
    self.attempt = attempt
    self.need = need
    self.endpoint = endpoint
    self.tried = tried + [endpoint]
  }

  /// Sends the call to another member as well. When that one answers first, be it that the call has
  /// to be tried again, the attempt here is cancelled: this member may stay silent for long.
  func hedge(by core: ClientCore) {
    state.withLock { state in
      guard state.hedge == nil, !state.hasEnded else { return }
      state.hedge = Task { [attempt, need, endpoint, tried] in
        var again = attempt
        again.number += 1
        again.isHedge = true
        again.cancellation = RPCCancellation()
        let request = PickRequest(need: need, avoiding: tried)
        let nobody = Outcome(
          result: .failure(.nobodyElse), endpoint: endpoint, attempts: attempt.number)
        guard let other = core.balancer.pick(request) else { return nobody }
        guard other.endpoint != endpoint else {
          core.balancer.unused(other, need: need)
          return nobody
        }
        let outcome = await core.hedgedAttempt(again, need: need, on: other, tried: tried)
        if outcome.settles { attempt.cancellation?.cancel() }
        return outcome
      }
    }
  }

  /// The attempt here has ended: from now on nobody else is asked.
  func end() -> Task<Outcome, Never>? {
    state.withLock { state in
      state.hasEnded = true
      return state.hedge
    }
  }
}

extension ClientCore {
  /// An attempt that does not depend on its member alone: when the member turns out to be unwell
  /// meanwhile, another is asked too, and the first answer counts.
  func hedgedAttempt(
    _ attempt: Attempt, need: CallNeed, on subconnection: Subconnection, tried: [Endpoint]
  ) async -> Outcome {
    var attempt = attempt
    attempt.cancellation = RPCCancellation()
    let call = InFlightCall(attempt, need: need, on: subconnection.endpoint, tried: tried)
    let id = inFlight.add(call, on: subconnection.endpoint)
    let outcome = await pickedAttempt(attempt, need: need, on: subconnection)
    inFlight.remove(id)
    guard let hedge = call.end() else { return outcome }
    // The one who knows the new leader is a better bet than another who has not answered yet.
    if outcome.isSuccess || outcome.tellsOfNewLeader || Task.isCancelled {
      hedge.cancel()
      return outcome
    }
    let other = await withTaskCancellationHandler {
      await hedge.value
    } onCancel: {
      hedge.cancel()
    }
    return other.settles ? other : outcome
  }
}

extension Outcome {
  fileprivate var tellsOfNewLeader: Bool {
    if case .failure(let error) = result {
      ServerCondition(error.message) == .leaderChanged
    } else {
      false
    }
  }

  /// The member has answered, and if only that another attempt is wanted.
  fileprivate var settles: Bool {
    switch result {
    case .success: true
    case .failure(let error): error.code == .unavailable && !error.neverLeft
    }
  }
}

extension RPCError {
  fileprivate static let nobodyElse = RPCError(
    code: .unavailable, message: "there is nobody else to ask", neverLeft: true)
}
