import EtcdModel

/// clientv3-grpc1.0: connects to every endpoint, keeps all the connections, and sends everything to
/// the first that came up; when that one's connection is lost, to another at random.
///
/// Known limits, kept to the letter: the pin moves with the connection only, never for failed calls
/// or bad health, so that a partitioned or hung member is kept for as long as its connection stays
/// up; and all connections but one are idle.
struct PinnedPolicy: BalancerPolicy {
  static let hedges = false

  private var endpoints: [Endpoint] = []
  private var up: [Endpoint] = []
  private var pin: Endpoint?
  private var random: SplitMix64

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
  }

  mutating func handle(
    _ event: BalancerEvent, at now: ContinuousClock.Instant
  ) -> [BalancerAction] {
    switch event {
    case .endpoints(let updated):
      return replaceEndpoints(updated)
    case .connection(let endpoint, .ready):
      guard endpoints.contains(endpoint), !up.contains(endpoint) else { return [] }
      if up.isEmpty { pin = endpoint }
      up.append(endpoint)
      return []
    case .connection(let endpoint, _):
      goDown(endpoint)
      return []
    case .attempt, .silent, .probed, .advice, .leads, .timer:
      return []
    }
  }

  var pickReason: String {
    guard let pin else { return "No endpoint is up." }
    return "Everything goes to \(pin.authority) for as long as its connection stays up; "
      + "\(up.count) of \(endpoints.count) are up."
  }

  mutating func pick(_ request: PickRequest, at now: ContinuousClock.Instant) -> Pick {
    pin.map(Pick.endpoint) ?? .wait
  }

  private mutating func goDown(_ endpoint: Endpoint) {
    up.removeAll { $0 == endpoint }
    if pin == endpoint { pin = up.randomElement(using: &random) }
  }

  private mutating func replaceEndpoints(_ updated: [Endpoint]) -> [BalancerAction] {
    guard Set(updated) != Set(endpoints) else { return [] }
    let removed = endpoints.filter { !updated.contains($0) }
    endpoints = updated
    up.removeAll(where: removed.contains)
    if let pin, removed.contains(pin) { goDown(pin) }
    return updated.map(BalancerAction.open) + removed.map(BalancerAction.close)
  }
}
