import EtcdModel
import RPCCore

/// What one endpoint had to do with us over the last minute. Bounded, whatever the load.
struct EndpointTraffic: Sendable {
  /// Our own doings in one second.
  struct Second: Hashable, Sendable {
    var picks = 0
    var errors = 0
    var retries = 0
    var calls = 0
    var bytes = 0
  }

  var inFlight = 0
  private(set) var seconds: SecondsRing<Second>
  private var latencies: LatencyWindow

  init(origin: ContinuousClock.Instant) {
    seconds = SecondsRing(origin: origin, empty: Second())
    latencies = LatencyWindow(origin: origin)
  }

  mutating func note(
    _ record: CallRecord, isPicked: Bool, hasLeft: Bool, at now: ContinuousClock.Instant
  ) {
    let isCancelled = record.statusCode == RPCError.Code.cancelled.rawValue
    seconds.update(at: now) { second in
      if hasLeft { second.calls += 1 }
      second.bytes += record.bytesSent + record.bytesReceived
      if isPicked { second.picks += 1 }
      if record.statusCode != 0, !isCancelled { second.errors += 1 }
      if record.attempt > 1 { second.retries += 1 }
    }
    // The others' latency is not the member's.
    if hasLeft, !isCancelled { latencies.record(record.latency, at: now) }
  }

  mutating func noteMessage(bytes: Int, at now: ContinuousClock.Instant) {
    seconds.update(at: now) { $0.bytes += bytes }
  }

  func isActive(at now: ContinuousClock.Instant) -> Bool {
    inFlight > 0 || seconds.values(at: now).contains { $0 != Second() }
  }

  func latency(of endpoint: Endpoint, at now: ContinuousClock.Instant) -> EndpointLatency {
    let minute = seconds.values(at: now)
    let total = latencies.total(at: now)
    return EndpointLatency(
      endpoint: endpoint, picks: minute.reduce(0) { $0 + $1.picks }, inFlight: inFlight,
      errors: minute.reduce(0) { $0 + $1.errors }, retries: minute.reduce(0) { $0 + $1.retries },
      p50: total.percentile(0.5), p90: total.percentile(0.9), p99: total.percentile(0.99),
      max: total.max, history: latencies.history(at: now).map(\.max))
  }
}
