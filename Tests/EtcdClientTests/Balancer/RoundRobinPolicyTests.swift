import EtcdModel
import Testing

@testable import EtcdClient

@Suite struct RoundRobinPolicyTests {
  @Test("opens one connection per endpoint")
  func opensAll() {
    var policy = RoundRobinPolicy(seed: 1)
    #expect(
      policy.handle(.endpoints([.a, .b, .c]), at: start) == [.open(.a), .open(.b), .open(.c)])
  }

  @Test("takes the ready endpoints in turn and skips what is not ready")
  func takesTurns() {
    var policy = RoundRobinPolicy.ready([.a, .b, .c])
    let round = policy.picks(3)
    #expect(Set(round) == [.a, .b, .c])
    #expect(policy.picks(3) == round)
    _ = policy.handle(.connection(.b, .transientFailure(reason: "refused")), at: start)
    #expect(Set(policy.picks(4)) == [.a, .c])
    #expect(!policy.picks(4).contains(.b))
    _ = policy.handle(.connection(.b, .ready), at: start)
    #expect(policy.picks(30).filter { $0 == .b }.count == 10)
  }

  @Test("waits while nothing is ready")
  func waits() {
    var policy = RoundRobinPolicy(seed: 1)
    _ = policy.handle(.endpoints([.a]), at: start)
    #expect(policy.pick(PickRequest(need: .local), at: start) == .wait)
  }

  @Test("keeps picking a member that hangs: the known limit of its generation")
  func keepsHungMember() {
    var policy = RoundRobinPolicy.ready([.a, .b, .c])
    for _ in 0..<5 { #expect(policy.report(.timedOut, on: .b).isEmpty) }
    #expect(policy.picks(30).filter { $0 == .b }.count == 10)
  }

  @Test("drops the connection of an endpoint that is taken away and keeps the others")
  func replacesEndpoints() {
    var policy = RoundRobinPolicy.ready([.a, .b])
    #expect(
      policy.handle(.endpoints([.b, .c]), at: start) == [.open(.b), .open(.c), .close(.a)])
    #expect(Set(policy.picks(4)) == [.b])
    #expect(policy.handle(.connection(.a, .ready), at: start).isEmpty)
    #expect(Set(policy.picks(4)) == [.b])
  }

  @Test("etcd's figure 9: what failed on a member is retried on the next one")
  func figure9() {
    var policy = RoundRobinPolicy.ready([.a, .b, .c])
    let dead = policy.picks(1)
    for endpoint in dead { _ = policy.report(.inconclusive, on: endpoint, code: .unavailable) }
    #expect(policy.picks(1) != dead)
    #expect(policy.picks(2).contains { [$0] == dead })
  }

  /// How often a pick differs from the one before.
  private static func switches(_ picks: [Endpoint]) -> Int {
    zip(picks, picks.dropFirst()).filter { $0 != $1 }.count
  }

  @Test("a stopped server of five is never picked, and shares again when it is back (U2)")
  func failoverFromServer() {
    let endpoints: [Endpoint] = [.a, .b, .c, .d, .e]
    var policy = RoundRobinPolicy.ready(endpoints)
    #expect(Set(policy.picks(5)) == Set(endpoints))
    _ = policy.handle(.connection(.a, .transientFailure(reason: "refused")), at: start)
    let without = policy.picks(10)
    #expect(!without.contains(.a))
    #expect(Self.switches(without) >= 10 - 3)
    _ = policy.handle(.connection(.a, .ready), at: start)
    #expect(policy.picks(20).filter { $0 == .a }.count >= 20 / 5)
  }

  @Test("failing requests do not stop it from taking turns (U2)")
  func failoverFromRequest() {
    var policy = RoundRobinPolicy.ready([.a, .b, .c, .d, .e])
    var picks: [Endpoint] = []
    for call in 0..<20 {
      for endpoint in policy.picks(1) {
        picks.append(endpoint)
        _ = policy.report(call % 2 == 0 ? .answered : .inconclusive, on: endpoint)
      }
    }
    #expect(Self.switches(picks) >= 20 / 2 - 3)
  }

  @Test("many clients do not all begin on one member")
  func beginsAtRandom() {
    let first = (0..<60).map { seed in
      var policy = RoundRobinPolicy.ready([.a, .b, .c], seed: UInt64(seed))
      return policy.picks(1)
    }
    #expect(Set(first) == [[.a], [.b], [.c]])
  }
}
