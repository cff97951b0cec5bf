import EtcdAPI
import EtcdModel
import RPCCore

extension EtcdError {
  /// The error that a user reads for a call that failed for good.
  ///
  /// - Parameters:
  ///   - isMutation: `effect` matters only then.
  ///   - connectionFailure: why the endpoint's connection failed last, if it did.
  init(
    _ error: RPCError, on endpoint: Endpoint?, attempts: Int, isMutation: Bool,
    connectionFailure: String?
  ) {
    self = ServerErrorTable.error(message: error.message, status: error.code.rawValue)
    self.endpoint = endpoint
    self.attempts = attempts
    self.effect = isMutation && !error.provesNoEffect ? .unknown : .none
    if code == .unavailable || code == .timedOut, let connectionFailure {
      self.connectionFailure = connectionFailure
      self.fix = ConnectionAdvice.fix(for: connectionFailure) ?? fix
    }
  }

  /// The server's reason for refusing or cancelling a watch.
  init(refusal reason: String, endpoint: Endpoint?) {
    let message = ServerCondition.message(ofReason: reason)
    self = ServerErrorTable.error(
      message: message.isEmpty ? "the server cancelled the watch" : message,
      status: RPCError.Code.unknown.rawValue)
    self.endpoint = endpoint
  }

  /// No connection was ready before the deadline: nothing was sent.
  static func noConnection(
    endpoints: [Endpoint], attempts: Int, connectionFailure: String?
  ) -> EtcdError {
    EtcdError(
      code: .unavailable,
      message: endpoints.isEmpty
        ? "there is no endpoint to ask" : "no endpoint could be reached in time",
      endpoint: endpoints.count == 1 ? endpoints.first : nil, attempts: max(attempts, 1),
      connectionFailure: connectionFailure,
      fix: connectionFailure.flatMap(ConnectionAdvice.fix)
        ?? "check --endpoints and that etcd runs there")
  }

  static func malformed(
    _ problem: MalformedMessage, on endpoint: Endpoint, isMutation: Bool
  ) -> EtcdError {
    EtcdError(
      code: .malformedResponse, message: problem.description,
      effect: isMutation ? .unknown : .none, endpoint: endpoint,
      fix: "check that the endpoint is an etcd server of version 3.4 or later")
  }
}

extension RPCError {
  /// The request was certainly not carried out: it never left, or the server refused it.
  var provesNoEffect: Bool {
    if neverLeft { return true }
    switch ServerCondition(message) {
    case .refusedWithoutLeader, .learner, .staleToken: return true
    case .leaderChanged, .quorumLost: return false
    case .other: break
    }
    switch code {
    case .invalidArgument, .notFound, .alreadyExists, .permissionDenied, .failedPrecondition,
      .outOfRange, .unimplemented, .unauthenticated:
      return true
    case .resourceExhausted, .dataLoss:
      // Without an entry it may be what a transport says about an answer that is too large. A member
      // that finds itself out of space while it applies a put has carried it out nevertheless.
      let entry = ServerErrorTable.entry(for: message)
      return entry != nil && entry?.code != .noSpace
    case .ok, .cancelled, .unknown, .deadlineExceeded, .aborted, .internalError, .unavailable:
      return false
    }
  }
}
