import EtcdModel

/// One call of a run and how it ended. Times are since the start of the run.
struct DrivenCall: Sendable {
  enum Outcome: String, Sendable {
    case ok
    case failed
    /// A mutation whose fate is not known.
    case unknown
  }

  var startedAt: Duration
  var endedAt: Duration
  /// nil for a call that found no connection.
  var endpoint: Endpoint?
  var attempts: Int
  var outcome: Outcome
  var error: String?

  var latency: Duration { endedAt - startedAt }
}

extension DrivenCall {
  init(_ error: EtcdError, startedAt: Duration, endedAt: Duration) {
    self.init(
      startedAt: startedAt, endedAt: endedAt, endpoint: error.endpoint, attempts: error.attempts,
      outcome: error.effect == .unknown ? .unknown : .failed, error: error.description)
  }
}
