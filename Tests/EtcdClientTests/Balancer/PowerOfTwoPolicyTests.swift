import EtcdAPI
import EtcdModel
import RPCCore
import TestSupport
import Testing

@testable import EtcdClient

@Suite(.aheadOfComputing) struct PowerOfTwoPolicyTests {
  @Test("opens one connection per endpoint and picks the ready ones only")
  func picksReady() {
    var policy = PowerOfTwoPolicy(seed: 1)
    #expect(
      policy.handle(.endpoints([.a, .b, .c]), at: start) == [.open(.a), .open(.b), .open(.c)])
    #expect(policy.picks(1).isEmpty)
    _ = policy.handle(.connection(.b, .ready), at: start)
    #expect(Set(policy.picks(9)) == [.b])
    _ = policy.handle(.connection(.b, .transientFailure(reason: "reset")), at: start)
    #expect(policy.picks(1).isEmpty)
  }

  @Test("calls in flight are spread far more evenly than by chance alone")
  func spreads() {
    var policy = PowerOfTwoPolicy.ready([.a, .b, .c])
    let picks = policy.picks(300)
    for endpoint in [Endpoint.a, .b, .c] {
      #expect((95...105).contains(picks.filter { $0 == endpoint }.count))
    }
  }

  @Test("a member that does not answer gets ever fewer of the calls")
  func avoidsBusy() {
    var policy = PowerOfTwoPolicy.ready([.a, .b, .c])
    var picks: [Endpoint] = []
    for _ in 0..<300 {
      let picked = policy.picks(1)
      picks += picked
      for endpoint in picked where endpoint != .b { _ = policy.report(.answered, on: endpoint) }
    }
    // By chance alone it would be a hundred; both draws are on it in one case of nine.
    #expect((10...60).contains(picks.filter { $0 == .b }.count))
  }

  @Test("with as many in flight the faster one serves, but the slower ones are not forgotten")
  func prefersFaster() {
    var policy = PowerOfTwoPolicy.ready([.a, .b])
    var picks: [Endpoint] = []
    for _ in 0..<400 {
      for endpoint in policy.picks(1) {
        picks.append(endpoint)
        let latency: Duration = endpoint == .a ? .milliseconds(1) : .milliseconds(9)
        _ = policy.report(.answered, on: endpoint, startedAt: start, at: start + latency)
      }
    }
    #expect((70...130).contains(picks.filter { $0 == .b }.count))
  }

  @Test("streams count for nothing, and neither do ends of calls that it did not send")
  func countsCallsOnly() {
    var policy = PowerOfTwoPolicy.ready([.a, .b])
    _ = policy.handle(.connection(.b, .idle), at: start)
    for _ in 0..<20 {
      _ = policy.pick(PickRequest(need: .consensus, isStream: true), at: start)
      _ = policy.report(.inconclusive, on: .b)
    }
    _ = policy.handle(.connection(.b, .ready), at: start)
    let picks = policy.picks(40)
    #expect((18...22).contains(picks.filter { $0 == .a }.count))
  }

  @Test("a call goes to a member that it has not tried while there is one")
  func avoidsTried() {
    var policy = PowerOfTwoPolicy.ready([.a, .b, .c])
    #expect(Set(policy.picks(20, avoiding: [.a, .b])) == [.c])
    #expect(Set(policy.picks(20, avoiding: [.a, .b, .c])).count > 1)
  }

  @Test("an endpoint that goes is closed and forgotten, one that stays keeps its count")
  func replacesEndpoints() {
    var policy = PowerOfTwoPolicy.ready([.a, .b])
    _ = policy.picks(8)
    #expect(
      policy.handle(.endpoints([.b, .c]), at: start) == [.open(.b), .open(.c), .close(.a)])
    _ = policy.handle(.connection(.a, .ready), at: start)
    _ = policy.handle(.connection(.c, .ready), at: start)
    let picks = policy.picks(4)
    #expect(picks.filter { $0 == .c }.count >= 2 && !picks.contains(.a))
  }

  @Test("a hedge that finds nobody else leaves no call counted as in flight")
  func hedgeInVain() async throws {
    let cluster = FakeCluster()
    try await cluster.withClient(endpoints: [.a], policy: .powerOfTwo) { client in
      let core = client.core
      for _ in 0..<500 {
        let attempt = Attempt(
          method: RPCMethod.range.path, kind: .linearizableRead, message: [],
          metadata: Metadata(), deadline: start, number: 1, isPicked: true)
        let call = InFlightCall(attempt, need: .consensus, on: .a, tried: [])
        call.hedge(by: core)
        _ = await call.end()?.value
      }
      client.setEndpoints([.a, .b])
      try await eventually("the other is ready") {
        client.connections().filter { $0.state == .ready }.count == 2
      }
      let picks = (0..<200).compactMap { _ in
        core.balancer.pick(PickRequest(need: .consensus))?.endpoint
      }
      // With 500 calls counted it would be drawn only when it is drawn twice: a quarter of the time.
      #expect(picks.filter { $0 == .a }.count > 80)
    }
  }
}
