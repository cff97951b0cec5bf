import EtcdModel
import Testing

@testable import EtcdClient

@Suite struct PinnedPolicyTests {
  private static func lost(_ endpoint: Endpoint) -> BalancerEvent {
    .connection(endpoint, .transientFailure(reason: "refused"))
  }

  @Test("opens one connection per endpoint, and waits until one is up")
  func opensAll() {
    var policy = PinnedPolicy(seed: 1)
    #expect(
      policy.handle(.endpoints([.a, .b, .c]), at: start) == [.open(.a), .open(.b), .open(.c)])
    #expect(policy.picks(1).isEmpty)
  }

  @Test("sends everything to the first that came up; a later one never takes the pin")
  func pinsFirst() {
    var policy = PinnedPolicy.ready([.b, .a, .c])
    #expect(policy.picks(9) == Array(repeating: .b, count: 9))
    #expect(policy.picks(1, avoiding: [.b]) == [.b])
  }

  @Test("a lost connection moves the pin to any of the others, and its return does not")
  func movesPin() {
    let moved = (0..<40).map { seed in
      var policy = PinnedPolicy.ready([.a, .b, .c], seed: UInt64(seed))
      _ = policy.handle(Self.lost(.a), at: start)
      let pin = policy.picks(1)
      _ = policy.handle(.connection(.a, .ready), at: start)
      #expect(policy.picks(1) == pin)
      return pin
    }
    #expect(Set(moved) == [[.b], [.c]])
  }

  @Test("losing a connection that is not pinned changes nothing")
  func keepsPin() {
    var policy = PinnedPolicy.ready([.a, .b, .c])
    _ = policy.handle(Self.lost(.b), at: start)
    #expect(policy.picks(1) == [.a])
    _ = policy.handle(Self.lost(.a), at: start)
    #expect(policy.picks(1) == [.c])
  }

  @Test("waits while nobody is up, and pins whoever is back first")
  func waitsForFirst() {
    var policy = PinnedPolicy.ready([.a, .b])
    for endpoint in [Endpoint.a, .b] { _ = policy.handle(Self.lost(endpoint), at: start) }
    #expect(policy.picks(1).isEmpty)
    _ = policy.handle(.connection(.b, .ready), at: start)
    #expect(policy.picks(1) == [.b])
  }

  @Test("stays with a member that hangs or lost its quorum: the known limit of its generation")
  func staysStuck() {
    var policy = PinnedPolicy.ready([.a, .b, .c])
    for _ in 0..<5 {
      #expect(policy.report(.timedOut, on: .a).isEmpty)
      #expect(policy.report(.leaderless, on: .a, code: .unavailable).isEmpty)
    }
    let advice = HealthReport(endpoints: [.a: EndpointHealth(verdict: .partitioned)])
    #expect(policy.handle(.advice(advice), at: start).isEmpty)
    #expect(policy.picks(9) == Array(repeating: .a, count: 9))
  }

  @Test("the same endpoints again are no change; a pin that is taken away moves")
  func replacesEndpoints() {
    var policy = PinnedPolicy.ready([.a, .b])
    #expect(policy.handle(.endpoints([.b, .a]), at: start).isEmpty)
    #expect(
      policy.handle(.endpoints([.b, .c]), at: start) == [.open(.b), .open(.c), .close(.a)])
    #expect(policy.picks(1) == [.b])
    #expect(policy.handle(.connection(.a, .ready), at: start).isEmpty)
    #expect(policy.handle(.endpoints([.c]), at: start) == [.open(.c), .close(.b)])
    #expect(policy.picks(1).isEmpty)
  }
}
