import EtcdModel

/// clientv3-grpc1.7: races all endpoints, pins the first that comes up and closes the others. A
/// lost pin, and one whose call failed, goes on a list of unhealthy endpoints, and the others race
/// again.
///
/// Known limits, kept to the letter: a listed endpoint is barred for the whole window although it
/// may be well again; the health check and the connection say nothing about a partition; streams
/// stay where they are when calls switch; and load is never shared.
struct PinnedHealthPolicy: BalancerPolicy {
  static let hedges = false

  /// clientv3's `minHealthRetryDuration`.
  static let shortestWindow: Duration = .seconds(3)
  /// clientv3's limit for the health check.
  static let healthCheckTimeout: Duration = .seconds(1)

  /// How long an endpoint stays listed, and how often the list is cleaned up.
  let window: Duration
  /// The unhealthy endpoints, each with its last failure.
  private(set) var unhealthy: [Endpoint: ContinuousClock.Instant] = [:]
  private var endpoints: [Endpoint] = []
  /// Those that are connected or race to be.
  private var dialled: [Endpoint] = []
  private var pin: Endpoint?
  private var checked: Set<Endpoint> = []

  init(seed: UInt64) {
    self.init(dialTimeout: .zero)
  }

  init(dialTimeout: Duration) {
    window = max(dialTimeout, Self.shortestWindow)
  }

  mutating func handle(
    _ event: BalancerEvent, at now: ContinuousClock.Instant
  ) -> [BalancerAction] {
    switch event {
    case .endpoints(let updated):
      return replaceEndpoints(updated, at: now)
    case .connection(let endpoint, .ready):
      return cameUp(endpoint, at: now)
    case .connection(let endpoint, _):
      guard endpoint == pin else { return [] }
      unhealthy[endpoint] = now
      pin = nil
      return dialLive()
    case .attempt(let endpoint, let report):
      guard report.isSwitchedUpon, endpoints.contains(endpoint) else { return [] }
      unhealthy[endpoint] = now
      // Failures that come in after the switch that the first of them caused cause no other.
      return endpoint == pin ? next() : []
    case .probed(let endpoint, let succeeded):
      guard checked.remove(endpoint) != nil, endpoints.contains(endpoint) else { return [] }
      unhealthy[endpoint] = succeeded ? nil : now
      // Has its state reported anew, which pins it if it is still up.
      return succeeded && dialled.contains(endpoint) ? [.open(endpoint)] : []
    case .timer(.cleanUp):
      return cleanUp(at: now)
    case .timer, .silent, .advice, .leads:
      return []
    }
  }

  var pickReason: String {
    let listed = unhealthy.keys.filter { $0 != pin }.sorted { $0.description < $1.description }
    let barred = listed.isEmpty ? "" : "; barred after a failure: \(listed.words)"
    guard let pin else { return "No endpoint is up: \(dialled.count) are dialled\(barred)." }
    return "Everything goes to \(pin.authority) until a call on it fails\(barred)."
  }

  mutating func pick(_ request: PickRequest, at now: ContinuousClock.Instant) -> Pick {
    pin.map(Pick.endpoint) ?? .wait
  }

  private mutating func cameUp(
    _ endpoint: Endpoint, at now: ContinuousClock.Instant
  ) -> [BalancerAction] {
    guard pin == nil, dialled.contains(endpoint) else { return [] }
    if let failedAt = unhealthy[endpoint], !listIsMoot {
      guard now - failedAt >= window, checked.insert(endpoint).inserted else { return [] }
      return [.checkHealth(endpoint, timeout: Self.healthCheckTimeout)]
    }
    pin = endpoint
    defer { dialled = [endpoint] }
    return dialled.filter { $0 != endpoint }.map(BalancerAction.close)
  }

  /// With nobody else to turn to, being listed means nothing.
  private var listIsMoot: Bool {
    endpoints.count == 1 || unhealthy.count == endpoints.count
  }

  /// Connects to all that are not listed, keeping what is connected of them.
  private mutating func dialLive() -> [BalancerAction] {
    let live = listIsMoot ? endpoints : endpoints.filter { unhealthy[$0] == nil }
    let dropped = dialled.filter { !live.contains($0) }
    dialled = live
    return dropped.map(BalancerAction.close) + live.map(BalancerAction.open)
  }

  /// Drops every connection first, so that no call is sent on the old one.
  private mutating func next() -> [BalancerAction] {
    let dropped = dialled
    dialled = []
    pin = nil
    return dropped.map(BalancerAction.close) + dialLive()
  }

  private mutating func cleanUp(at now: ContinuousClock.Instant) -> [BalancerAction] {
    unhealthy = unhealthy.filter { now - $0.value < window }
    let needsNext = pin.map { unhealthy[$0] != nil } ?? true
    return (needsNext ? next() : []) + [.setTimer(.cleanUp, at: now + window)]
  }

  private mutating func replaceEndpoints(
    _ updated: [Endpoint], at now: ContinuousClock.Instant
  ) -> [BalancerAction] {
    guard Set(updated) != Set(endpoints) else { return [] }
    let isFirst = endpoints.isEmpty
    endpoints = updated
    unhealthy = [:]
    if let pin, updated.contains(pin) { return [] }
    return next() + (isFirst ? [.setTimer(.cleanUp, at: now + window)] : [])
  }
}

extension AttemptReport {
  /// The codes on which clientv3's error handler switched, whatever else it did about the call.
  fileprivate var isSwitchedUpon: Bool {
    switch code {
    case .unavailable, .deadlineExceeded, .internalError: true
    default: false
    }
  }
}
