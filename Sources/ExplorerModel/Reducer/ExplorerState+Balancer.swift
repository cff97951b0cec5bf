import EtcdModel

extension ExplorerState {
  /// Offers the balancer policies, the one in use selected.
  mutating func openBalancerMenu() -> [Effect] {
    let current = latency.traffic?.policy
    let rows = options.policies.enumerated().map { index, policy in
      ListOverlay.Row(
        id: index,
        [
          .init(policy.name, .strong),
          policy.name == current ? .init("in use", .good) : .init(""),
          .init(policy.summary, .dim),
        ])
    }
    var list = ListOverlay(
      .balancerPolicies, title: "Balancer policy",
      columns: [.init("POLICY"), .init(""), .init("WHICH ENDPOINT SERVES A CALL", grows: true)],
      rows: rows, verb: "switch")
    list.select(id: options.policies.firstIndex { $0.name == current } ?? 0)
    return open(list)
  }

  mutating func switchBalancer(to policy: BalancerChoice) -> [Effect] {
    say("Switched the balancer to \(policy.name).")
    return [.setBalancer(policy)]
  }
}
