import EtcdModel
import RPCCore

/// What one endpoint had to do with us over the last minute. Bounded, whatever the load.
struct EndpointTraffic: Sendable {
  /// Our own doings in one second.
  struct Second: Hashable, Sendable {
    var picks = 0
    var errors = 0
    var retries = 0
    var hedges = 0
    var calls = 0
    var bytes = 0
  }

  var inFlight = 0
  private(set) var seconds: SecondsRing<Second>
  /// By kind: a Status that is answered from memory says nothing about a read that asks the
  /// quorum.
  private var kinds: [CallRecord.Kind: LatencyWindow] = [:]
  private var heat: LatencyWindow
  private let origin: ContinuousClock.Instant

  init(origin: ContinuousClock.Instant) {
    self.origin = origin
    seconds = SecondsRing(origin: origin, empty: Second())
    heat = LatencyWindow(sliceLength: EndpointLatency.heatSlot, origin: origin)
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
      if record.isHedge {
        second.hedges += 1
      } else if record.attempt > 1 {
        second.retries += 1
      }
    }
    // The others' latency is not the member's.
    guard hasLeft, !isCancelled else { return }
    let origin = origin
    kinds[record.kind, default: LatencyWindow(origin: origin)].record(record.latency, at: now)
    heat.record(record.latency, at: now)
  }

  mutating func noteMessage(bytes: Int, at now: ContinuousClock.Instant) {
    seconds.update(at: now) { $0.bytes += bytes }
  }

  func isActive(at now: ContinuousClock.Instant) -> Bool {
    inFlight > 0 || seconds.values(at: now).contains { $0 != Second() }
  }

  func latency(of endpoint: Endpoint, at now: ContinuousClock.Instant) -> EndpointLatency {
    let minute = seconds.values(at: now)
    var latency = EndpointLatency(
      endpoint: endpoint, picks: minute.reduce(0) { $0 + $1.picks }, inFlight: inFlight,
      errors: minute.reduce(0) { $0 + $1.errors }, retries: minute.reduce(0) { $0 + $1.retries },
      hedges: minute.reduce(0) { $0 + $1.hedges },
      heat: heat.history(at: now).map { $0.percentile(0.99) })
    var all = LatencyHistogram()
    for kind in CallRecord.Kind.allCases {
      guard let window = kinds[kind] else { continue }
      let total = window.total(at: now)
      guard let summary = total.summary else { continue }
      all.merge(total)
      latency.kinds.append(
        KindLatency(
          kind: kind, summary: summary, history: window.history(at: now).map(\.max)))
    }
    let total = all.summary
    (latency.p50, latency.p90) = (total?.p50, total?.p90)
    (latency.p99, latency.max) = (total?.p99, total?.max)
    latency.history = (0..<SecondsRing<Second>.length).map { second in
      latency.kinds.compactMap { $0.history[second] }.max()
    }
    return latency
  }
}
