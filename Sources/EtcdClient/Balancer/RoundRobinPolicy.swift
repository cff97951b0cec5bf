import EtcdModel

/// clientv3-grpc1.23: one connection per endpoint, kept always; the next ready one for each call.
///
/// Known limits, kept to the letter: no memory of failures, no idea of health or membership, so
/// that a hung member fails one call in n for as long as its connection stays up.
struct RoundRobinPolicy: BalancerPolicy {
  static let hedges = false

  private var endpoints: [Endpoint] = []
  private(set) var ready: [Endpoint] = []
  private var next: Int

  /// The first pick is at random so that many clients don't all begin on one member.
  init(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    next = Int(random.next() >> 33)
  }

  mutating func handle(
    _ event: BalancerEvent, at now: ContinuousClock.Instant
  ) -> [BalancerAction] {
    switch event {
    case .endpoints(let updated):
      let removed = endpoints.filter { !updated.contains($0) }
      endpoints = updated
      ready.removeAll { !updated.contains($0) }
      return updated.map(BalancerAction.open) + removed.map(BalancerAction.close)
    case .connection(let endpoint, let state):
      guard endpoints.contains(endpoint) else { return [] }
      if state != .ready {
        ready.removeAll { $0 == endpoint }
      } else if !ready.contains(endpoint) {
        ready.append(endpoint)
      }
      return []
    case .attempt, .silent, .probed, .advice, .leads, .timer:
      return []
    }
  }

  var pickReason: String {
    ready.isEmpty
      ? "No endpoint is ready."
      : "In turn over \(ready.words): \(ready.count) of \(endpoints.count) are ready."
  }

  mutating func pick(_ request: PickRequest, at now: ContinuousClock.Instant) -> Pick {
    guard !ready.isEmpty else { return .wait }
    next = (next + 1) % ready.count
    return .endpoint(ready[next])
  }
}
