/// The balancer policies by the names that `--balancer` takes.
public enum BalancerName: String, Hashable, Sendable, CaseIterable {
  /// clientv3-grpc1.0: connected to all, the first one up serves everything until its connection is
  /// lost.
  case pinned
  /// clientv3-grpc1.7: connected to the first one up only; moves on when a call fails.
  case pinnedHealth = "pinned-health"
  /// clientv3-grpc1.23: one connection per endpoint, the next ready one for each call.
  case roundRobin = "round-robin"
  /// Of two ready endpoints the one with fewer calls in flight.
  case powerOfTwo = "power-of-two"
  /// The leader for what needs the quorum, round-robin for the rest.
  case leader
  /// Round-robin over the endpoints that are healthy by the member-status service and by the
  /// calls' own outcomes.
  case healthAware = "health-aware"

  /// What it does, on one line of a menu.
  public var summary: String {
    switch self {
    case .pinned:
      "the first endpoint up serves everything until its connection is lost (clientv3 1.0)"
    case .pinnedHealth: "one connection; moves on when a call on it fails (clientv3 1.7)"
    case .roundRobin: "each ready endpoint in turn, sick or not (clientv3 1.23)"
    case .powerOfTwo: "of two ready endpoints the one with fewer calls in flight"
    case .leader: "the leader for what needs the quorum, the others in turn for the rest"
    case .healthAware: "each healthy endpoint in turn; suspects are skipped and probed"
    }
  }
}
