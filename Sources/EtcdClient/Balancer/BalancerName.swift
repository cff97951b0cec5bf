/// The balancer policies by the names that `--balancer` takes.
public enum BalancerName: String, Hashable, Sendable, CaseIterable {
  /// clientv3-grpc1.23: one connection per endpoint, the next ready one for each call.
  case roundRobin = "round-robin"
  /// Round-robin over the endpoints that are healthy by the member-status service and by the
  /// calls' own outcomes.
  case healthAware = "health-aware"
}
