import EtcdModel

/// Sends what needs the quorum straight to the leader, which saves the hop from a follower, and
/// everything else, streams included, to each ready endpoint in turn.
///
/// The leader is the one that the newest answer names, where servers send that hint (3.8), or else
/// the health source. While it is unknown, not connected, or has just failed the call, the call
/// goes round-robin too: any member forwards to the leader.
struct LeaderPolicy: BalancerPolicy {
  static let hedges = false

  private var everybody: RoundRobinPolicy
  private var leader: Endpoint?
  /// Newer than any report of the health source, and gone when that holds its member for cut off.
  private var hint: Endpoint?

  init(seed: UInt64) {
    everybody = RoundRobinPolicy(seed: seed)
  }

  mutating func handle(
    _ event: BalancerEvent, at now: ContinuousClock.Instant
  ) -> [BalancerAction] {
    switch event {
    case .advice(let report):
      leader = report.leader
      if let health = hint.flatMap({ report.endpoints[$0] }), health.verdict <= .noLeader {
        hint = nil
      }
    case .leads(let endpoint): hint = endpoint
    default: break
    }
    return everybody.handle(event, at: now)
  }

  var pickReason: String {
    guard let leader else { return "The leader is not known. " + everybody.pickReason }
    guard everybody.ready.contains(leader) else {
      return "The leader, \(leader.authority), is not connected. " + everybody.pickReason
    }
    return "What needs the quorum goes to the leader, \(leader.authority); the rest in turn over "
      + everybody.ready.words + "."
  }

  mutating func pick(_ request: PickRequest, at now: ContinuousClock.Instant) -> Pick {
    if request.need == .consensus, !request.isStream, let leader = hint ?? leader,
      everybody.ready.contains(leader), !request.avoiding.contains(leader)
    {
      return .endpoint(leader)
    }
    return everybody.pick(request, at: now)
  }
}

extension HealthReport {
  /// The endpoint of the member that leads. One that was cut off may still believe that it does, so
  /// that the healthiest claim counts.
  fileprivate var leader: Endpoint? {
    endpoints.filter { $0.value.role == .leader && $0.value.verdict > .noLeader }
      .max { ($0.value.verdict, $0.key.description) < ($1.value.verdict, $1.key.description) }?.key
  }
}
