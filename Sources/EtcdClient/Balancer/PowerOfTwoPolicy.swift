import EtcdModel

/// Draws two ready endpoints and takes the one with fewer calls in flight, or with the lower
/// latency when they have as many.
///
/// It knows of this client's calls only: a hung member keeps what it was sent until the deadline,
/// and so gets fewer new calls, but does get some.
struct PowerOfTwoPolicy: BalancerPolicy {
  static let hedges = false

  private struct Load {
    var callsInFlight = 0
    /// Smoothed, of answered calls; zero at first so that everybody is tried.
    var latency = Duration.zero
  }

  private var loads: [Endpoint: Load] = [:]
  private var ready: [Endpoint] = []
  private var random: SplitMix64

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
  }

  mutating func handle(
    _ event: BalancerEvent, at now: ContinuousClock.Instant
  ) -> [BalancerAction] {
    switch event {
    case .endpoints(let updated):
      let removed = loads.keys.filter { !updated.contains($0) }
      for endpoint in removed { loads[endpoint] = nil }
      for endpoint in updated where loads[endpoint] == nil { loads[endpoint] = Load() }
      ready.removeAll(where: removed.contains)
      return updated.map(BalancerAction.open) + removed.map(BalancerAction.close)
    case .connection(let endpoint, let state):
      guard loads[endpoint] != nil else { return [] }
      ready.removeAll { $0 == endpoint }
      if state == .ready { ready.append(endpoint) }
      return []
    case .attempt(let endpoint, let report):
      noteEnd(of: report, on: endpoint, at: now)
      return []
    case .silent, .probed, .advice, .leads, .timer:
      return []
    }
  }

  var pickReason: String {
    guard !ready.isEmpty else { return "No endpoint is ready." }
    let loads = ready.map { "\($0.authority) \(self.loads[$0]?.callsInFlight ?? 0)" }
    return "The less busy of two drawn; in flight: " + loads.joined(separator: ", ") + "."
  }

  mutating func pick(_ request: PickRequest, at now: ContinuousClock.Instant) -> Pick {
    let untried =
      request.avoiding.isEmpty ? ready : ready.filter { !request.avoiding.contains($0) }
    let candidates = untried.isEmpty ? ready : untried
    // Drawn independently, they may be the same: even the slowest endpoint serves one call in n²,
    // which keeps what is known of its latency fresh.
    guard let one = candidates.randomElement(using: &random),
      let other = candidates.randomElement(using: &random)
    else { return .wait }
    let endpoint = isBetter(other, than: one) ? other : one
    if !request.isStream { loads[endpoint]?.callsInFlight += 1 }
    return .endpoint(endpoint)
  }

  private func isBetter(_ one: Endpoint, than other: Endpoint) -> Bool {
    guard let one = loads[one], let other = loads[other] else { return false }
    return (one.callsInFlight, one.latency) < (other.callsInFlight, other.latency)
  }

  private mutating func noteEnd(
    of report: AttemptReport, on endpoint: Endpoint, at now: ContinuousClock.Instant
  ) {
    guard var load = loads[endpoint] else { return }
    // A call that an earlier policy sent was not counted when it began.
    load.callsInFlight = max(load.callsInFlight - 1, 0)
    if report.outcome == .answered {
      let latency = now - report.startedAt
      load.latency = load.latency == .zero ? latency : (load.latency * 7 + latency) / 8
    }
    loads[endpoint] = load
  }
}
