import EtcdModel

/// What a run comes to, counted as it goes. Bounded, whatever the run's length.
struct DriveTally: Sendable {
  var ok = 0
  var failed = 0
  var unknown = 0
  /// Of what succeeded.
  private(set) var latencies = LatencyHistogram()
  /// By who served them.
  private(set) var share: [Endpoint: Int]
  private(set) var longestGap = Duration.zero
  private var lastSuccess: Duration?

  /// - Parameter endpoints: those that are in the share even when nothing went there.
  init(endpoints: [Endpoint]) {
    share = Dictionary(endpoints.map { ($0, 0) }) { first, _ in first }
  }

  var calls: Int { ok + failed + unknown }

  mutating func note(_ call: DrivenCall) {
    if let endpoint = call.endpoint { share[endpoint, default: 0] += 1 }
    switch call.outcome {
    case .ok: succeeded(at: call.endedAt, after: call.latency)
    case .failed: failed += 1
    case .unknown: unknown += 1
    }
  }

  mutating func noteEvent(at now: Duration, delay: Duration, from endpoint: Endpoint) {
    share[endpoint, default: 0] += 1
    succeeded(at: now, after: delay)
  }

  /// The tail counts: what was silent until the end was silent. Without any success everything was.
  mutating func end(at now: Duration) {
    longestGap = max(longestGap, now - (lastSuccess ?? .zero))
  }

  private mutating func succeeded(at now: Duration, after latency: Duration) {
    ok += 1
    latencies.record(latency)
    if let lastSuccess { longestGap = max(longestGap, now - lastSuccess) }
    lastSuccess = max(now, lastSuccess ?? now)
  }
}
