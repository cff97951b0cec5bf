import EtcdModel
import Testing

@testable import EtcdClient

@Suite struct LeaderPolicyTests {
  private static func led(by leader: Endpoint) -> LeaderPolicy {
    var policy = LeaderPolicy.ready([.a, .b, .c])
    _ = policy.handle(advice([leader: (.leader, .healthy)]), at: start)
    return policy
  }

  private static func advice(_ members: [Endpoint: (MemberRole, Verdict)]) -> BalancerEvent {
    .advice(
      HealthReport(endpoints: members.mapValues { EndpointHealth(verdict: $1, role: $0) }))
  }

  @Test("what needs the quorum goes to the leader, reads of a member's own store to each in turn")
  func prefersLeader() {
    var policy = Self.led(by: .b)
    #expect(policy.picks(9, .consensus) == Array(repeating: .b, count: 9))
    let local = policy.picks(9, .local)
    for endpoint in [Endpoint.a, .b, .c] {
      #expect(local.filter { $0 == endpoint }.count == 3)
    }
  }

  @Test("streams are spread over all members")
  func spreadsStreams() {
    var policy = Self.led(by: .b)
    let picks = (0..<3).map { _ in
      policy.pick(PickRequest(need: .consensus, isStream: true), at: start)
    }
    #expect(Set(picks) == [.endpoint(.a), .endpoint(.b), .endpoint(.c)])
  }

  @Test("follows the leadership as the health source reports it")
  func followsLeadership() {
    var policy = Self.led(by: .b)
    _ = policy.handle(
      Self.advice([.b: (.follower, .healthy), .c: (.leader, .healthy)]), at: start)
    #expect(policy.picks(3) == [.c, .c, .c])
  }

  @Test("of two that claim to lead, the healthier one counts; a cut-off one does not")
  func doubtsClaims() {
    var policy = Self.led(by: .b)
    _ = policy.handle(Self.advice([.a: (.leader, .partitioned), .c: (.leader, .slow)]), at: start)
    #expect(policy.picks(3) == [.c, .c, .c])
    _ = policy.handle(Self.advice([.a: (.leader, .noLeader)]), at: start)
    #expect(Set(policy.picks(3)) == [.a, .b, .c])
  }

  @Test("goes round-robin while the leader is unknown, not connected, or has failed this call")
  func fallsBack() {
    var policy = LeaderPolicy.ready([.a, .b, .c])
    #expect(Set(policy.picks(3)) == [.a, .b, .c])
    policy = Self.led(by: .b)
    #expect(Set(policy.picks(3, avoiding: [.b])) == [.a, .b, .c])
    _ = policy.handle(.connection(.b, .transientFailure(reason: "refused")), at: start)
    #expect(Set(policy.picks(4)) == [.a, .c])
    _ = policy.handle(.connection(.b, .ready), at: start)
    #expect(policy.picks(3) == [.b, .b, .b])
  }

  @Test("opens and closes connections as round-robin does")
  func connections() {
    var policy = LeaderPolicy(seed: 1)
    #expect(policy.handle(.endpoints([.a, .b]), at: start) == [.open(.a), .open(.b)])
    #expect(policy.handle(.endpoints([.b]), at: start) == [.open(.b), .close(.a)])
  }

  @Test(
    "an answer's word about the leader goes before an older report, until that member is cut off")
  func hint() {
    var policy = Self.led(by: .b)
    _ = policy.handle(.leads(.c), at: start)
    _ = policy.handle(Self.advice([.b: (.leader, .healthy), .c: (.follower, .healthy)]), at: start)
    #expect(policy.picks(3) == [.c, .c, .c])
    _ = policy.handle(
      Self.advice([.b: (.leader, .healthy), .c: (.leader, .partitioned)]), at: start)
    #expect(policy.picks(3) == [.b, .b, .b])
  }
}
