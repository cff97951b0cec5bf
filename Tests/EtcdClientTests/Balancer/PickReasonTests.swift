import EtcdModel
import Testing

@testable import EtcdClient

/// What the screen says about where calls go, and why.
@Suite struct PickReasonTests {
  @Test("no policy claims an endpoint before one is up", arguments: BalancerName.allCases)
  func nobody(name: BalancerName) {
    var policy = name.makePolicy(seed: 1, dialTimeout: .seconds(2))
    _ = policy.handle(.endpoints([.a, .b]), at: start)
    #expect(policy.pickReason.contains("No endpoint is") || policy.pickReason.contains("not known"))
  }

  @Test("pinned names the pin, and how many others are idle")
  func pinned() {
    let policy = PinnedPolicy.ready([.b, .a])
    #expect(
      policy.pickReason
        == "Everything goes to b:2379 for as long as its connection stays up; 2 of 2 are up.")
  }

  @Test("round-robin names whom it goes round")
  func roundRobin() {
    var policy = RoundRobinPolicy.ready([.a, .b, .c])
    _ = policy.handle(.connection(.b, .closed), at: start)
    #expect(policy.pickReason == "In turn over a:2379, c:2379: 2 of 3 are ready.")
  }

  @Test("leader names the leader, and what goes to the others")
  func leader() {
    var policy = LeaderPolicy.ready([.a, .b])
    #expect(policy.pickReason.hasPrefix("The leader is not known. In turn over"))
    let health = EndpointHealth(verdict: .healthy, role: .leader)
    _ = policy.handle(.advice(HealthReport(endpoints: [.b: health])), at: start)
    #expect(
      policy.pickReason
        == "What needs the quorum goes to the leader, b:2379; the rest in turn over a:2379, b:2379."
    )
  }

  @Test("health-aware names whom it avoids and why")
  func healthAware() {
    var policy = HealthAwarePolicy.ready([.a, .b, .c])
    let report = HealthReport(endpoints: [
      .a: EndpointHealth(verdict: .healthy, role: .leader),
      .b: EndpointHealth(verdict: .partitioned, role: .follower),
      .c: EndpointHealth(verdict: .healthy, role: .learner),
    ])
    _ = policy.handle(.advice(report), at: start)
    #expect(
      policy.pickReason
        == "In turn over a:2379; avoiding b:2379 (partitioned), c:2379 (a learner).")
    _ = policy.handle(.connection(.a, .transientFailure(reason: "refused")), at: start)
    #expect(policy.pickReason.hasPrefix("Nobody is well, so everybody is tried; avoiding a:2379"))
  }
}
