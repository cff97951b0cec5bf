import EtcdModel
import RPCCore

@testable import EtcdClient

extension Endpoint {
  static let a = Endpoint(scheme: .http, host: "a", port: 2379)
  static let b = Endpoint(scheme: .http, host: "b", port: 2379)
  static let c = Endpoint(scheme: .http, host: "c", port: 2379)
  static let d = Endpoint(scheme: .http, host: "d", port: 2379)
  static let e = Endpoint(scheme: .http, host: "e", port: 2379)
}

/// A moment to count from; tests pass time by adding to it.
let start = ContinuousClock.now

extension BalancerPolicy {
  /// A policy over endpoints whose connections are all ready.
  static func ready(_ endpoints: [Endpoint], seed: UInt64 = 1) -> Self {
    var policy = Self(seed: seed)
    _ = policy.handle(.endpoints(endpoints), at: start)
    for endpoint in endpoints { _ = policy.handle(.connection(endpoint, .ready), at: start) }
    return policy
  }

  /// The endpoints of the next picks.
  mutating func picks(
    _ count: Int, _ need: CallNeed = .consensus, avoiding: [Endpoint] = [],
    at now: ContinuousClock.Instant = start
  ) -> [Endpoint] {
    (0..<count).compactMap { _ in
      if case .endpoint(let endpoint) = pick(PickRequest(need: need, avoiding: avoiding), at: now) {
        endpoint
      } else {
        nil
      }
    }
  }

  mutating func report(
    _ outcome: AttemptReport.Outcome, on endpoint: Endpoint, need: CallNeed = .consensus,
    startedAt: ContinuousClock.Instant = start, at now: ContinuousClock.Instant = start,
    code: RPCError.Code? = nil
  ) -> [BalancerAction] {
    handle(
      .attempt(
        endpoint,
        AttemptReport(outcome: outcome, need: need, startedAt: startedAt, code: code)),
      at: now)
  }
}

extension BalancerName {
  /// How many *calls* connections the policy holds in the end.
  func connections(among endpoints: Int) -> Int {
    self == .pinnedHealth ? min(endpoints, 1) : endpoints
  }
}

extension RPCError {
  static func server(_ code: Code, _ words: String) -> RPCError {
    RPCError(code: code, message: "etcdserver: " + words)
  }
}
