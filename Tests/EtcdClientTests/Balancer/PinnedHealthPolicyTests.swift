import EtcdModel
import RPCCore
import Testing

@testable import EtcdClient

@Suite struct PinnedHealthPolicyTests {
  /// Pinned to the first endpoint.
  private static func pinned(
    _ endpoints: [Endpoint] = [.a, .b, .c], dialTimeout: Duration = .seconds(5)
  ) -> PinnedHealthPolicy {
    var policy = PinnedHealthPolicy(dialTimeout: dialTimeout)
    _ = policy.handle(.endpoints(endpoints), at: start)
    _ = policy.handle(.connection(endpoints[0], .ready), at: start)
    return policy
  }

  private static func second(_ second: Int) -> ContinuousClock.Instant { start + .seconds(second) }

  private static func lost(_ endpoint: Endpoint) -> BalancerEvent {
    .connection(endpoint, .transientFailure(reason: "reset"))
  }

  @Test("races all endpoints, pins the first one up and closes the others")
  func races() {
    var policy = PinnedHealthPolicy(seed: 1)
    #expect(
      policy.handle(.endpoints([.a, .b, .c]), at: start) == [
        .open(.a), .open(.b), .open(.c),
        .setTimer(.cleanUp, at: start + PinnedHealthPolicy.shortestWindow),
      ])
    #expect(policy.picks(1).isEmpty)
    #expect(policy.handle(.connection(.b, .ready), at: start) == [.close(.a), .close(.c)])
    #expect(policy.handle(.connection(.a, .ready), at: start).isEmpty)
    #expect(policy.picks(3) == [.b, .b, .b])
  }

  @Test("the window is the dial timeout, but never shorter than clientv3's 3 s")
  func window() {
    #expect(PinnedHealthPolicy(dialTimeout: .seconds(2)).window == .seconds(3))
    #expect(PinnedHealthPolicy(dialTimeout: .seconds(5)).window == .seconds(5))
  }

  @Test("etcd's figure 8: a member that is back stays barred while others fail, until 5 s are over")
  func figure8() {
    var policy = Self.pinned()
    // 0 s: A fails, and of the others C is up first.
    #expect(
      policy.handle(Self.lost(.a), at: Self.second(0)) == [.close(.a), .open(.b), .open(.c)])
    #expect(policy.handle(.connection(.c, .ready), at: Self.second(0)) == [.close(.b)])
    // 1 s: A is well again, but barred; C fails.
    #expect(policy.handle(Self.lost(.c), at: Self.second(1)) == [.close(.c), .open(.b)])
    #expect(policy.handle(.connection(.b, .ready), at: Self.second(1)).isEmpty)
    #expect(policy.picks(1) == [.b])
    #expect(policy.unhealthy == [.a: Self.second(0), .c: Self.second(1)])
    // 2 s: B fails; with all of them listed it tries them blindly.
    #expect(
      policy.handle(Self.lost(.b), at: Self.second(2)) == [.open(.a), .open(.b), .open(.c)])
    #expect(policy.handle(.connection(.a, .ready), at: Self.second(2)) == [.close(.b), .close(.c)])
    #expect(policy.picks(1) == [.a])
    #expect(policy.unhealthy.count == 3)
    // 5 s: only now A leaves the list by right, and so stays pinned.
    #expect(
      policy.handle(.timer(.cleanUp), at: Self.second(5)) == [
        .setTimer(.cleanUp, at: Self.second(10))
      ])
    #expect(policy.unhealthy == [.c: Self.second(1), .b: Self.second(2)])
    #expect(policy.picks(1) == [.a])
  }

  @Test(
    "a failed call switches: the old connection is dropped before the others race",
    arguments: [RPCError.Code.unavailable, .deadlineExceeded, .internalError])
  func switches(code: RPCError.Code) {
    var policy = Self.pinned()
    #expect(
      policy.report(.inconclusive, on: .a, code: code) == [.close(.a), .open(.b), .open(.c)])
    #expect(policy.picks(1).isEmpty)
    #expect(policy.unhealthy.keys.contains(.a))
    _ = policy.handle(.connection(.c, .ready), at: start)
    #expect(policy.picks(1) == [.c])
  }

  @Test("an error of the call's own making, and a call that never left, switch nothing")
  func stays() {
    var policy = Self.pinned()
    for code in RPCError.Code.allCases
    where ![.unavailable, .deadlineExceeded, .internalError].contains(code) {
      #expect(policy.report(.answered, on: .a, code: code).isEmpty)
    }
    #expect(policy.report(.inconclusive, on: .a).isEmpty)
    #expect(policy.picks(1) == [.a])
    #expect(policy.unhealthy.isEmpty)
  }

  @Test("many calls that fail together are one switch")
  func switchesOnce() {
    var policy = Self.pinned()
    _ = policy.report(.timedOut, on: .a, code: .deadlineExceeded)
    _ = policy.handle(.connection(.b, .ready), at: start)
    for _ in 0..<10 {
      #expect(policy.report(.timedOut, on: .a, code: .deadlineExceeded).isEmpty)
    }
    #expect(policy.picks(1) == [.b])
  }

  @Test("the only endpoint is dialled anew and used although it is listed")
  func onlyEndpoint() {
    var policy = Self.pinned([.a])
    #expect(
      policy.report(.timedOut, on: .a, code: .deadlineExceeded) == [.close(.a), .open(.a)])
    #expect(policy.handle(.connection(.a, .ready), at: start).isEmpty)
    #expect(policy.picks(1) == [.a])
  }

  @Test("a pick gets through as soon as one is up, and waits as soon as none is (U1: Get)")
  func getUnblocks() {
    var policy = PinnedHealthPolicy(seed: 1)
    _ = policy.handle(.endpoints([.a, .b]), at: start)
    #expect(policy.pick(PickRequest(need: .local), at: start) == .wait)
    _ = policy.handle(.connection(.b, .ready), at: start)
    #expect(policy.pick(PickRequest(need: .local), at: start) == .endpoint(.b))
    _ = policy.handle(Self.lost(.b), at: start)
    #expect(policy.pick(PickRequest(need: .local), at: start) == .wait)
    _ = policy.handle(.connection(.a, .ready), at: start)
    #expect(policy.pick(PickRequest(need: .local), at: start) == .endpoint(.a))
  }

  @Test("where every connection is killed, two calls reach two endpoints (U1: graylist)")
  func graylist() {
    var policy = Self.pinned()
    let first = policy.picks(1)
    let actions = policy.handle(Self.lost(.a), at: Self.second(1))
    #expect(!actions.contains(.open(.a)))
    // Even the first one's connection coming up again does not bring it back.
    #expect(policy.handle(.connection(.a, .ready), at: Self.second(1)).isEmpty)
    _ = policy.handle(.connection(.b, .ready), at: Self.second(1))
    #expect(first == [.a] && policy.picks(1) == [.b])
  }

  /// Nothing is up yet, and a call that an earlier policy sent to A has failed at 1 s.
  private static func racing() -> PinnedHealthPolicy {
    var policy = PinnedHealthPolicy(dialTimeout: .seconds(5))
    _ = policy.handle(.endpoints([.a, .b, .c]), at: start)
    _ = policy.report(.timedOut, on: .a, at: second(1), code: .deadlineExceeded)
    return policy
  }

  @Test("an endpoint whose window is over is pinned only when the health service says SERVING")
  func checksHealth() {
    var policy = Self.racing()
    #expect(policy.handle(.connection(.a, .ready), at: Self.second(5)).isEmpty)
    #expect(
      policy.handle(.connection(.a, .ready), at: Self.second(6))
        == [.checkHealth(.a, timeout: .seconds(1))])
    #expect(policy.handle(.connection(.a, .ready), at: Self.second(6)).isEmpty)
    #expect(policy.picks(1).isEmpty)
    #expect(policy.handle(.probed(.a, succeeded: true), at: Self.second(6)) == [.open(.a)])
    #expect(
      policy.handle(.connection(.a, .ready), at: Self.second(6)) == [.close(.b), .close(.c)])
    #expect(policy.picks(1) == [.a])
  }

  @Test("a failed health check lists the endpoint for another window")
  func failsHealthCheck() {
    var policy = Self.racing()
    _ = policy.handle(.connection(.a, .ready), at: Self.second(6))
    #expect(policy.handle(.probed(.a, succeeded: false), at: Self.second(7)).isEmpty)
    #expect(policy.unhealthy == [.a: Self.second(7)])
    #expect(policy.handle(.connection(.a, .ready), at: Self.second(8)).isEmpty)
    #expect(policy.picks(1).isEmpty)
  }

  @Test("somebody else's probe is none of its business")
  func foreignProbe() {
    var policy = Self.pinned()
    #expect(policy.handle(.probed(.a, succeeded: false), at: start).isEmpty)
    #expect(policy.unhealthy.isEmpty)
  }

  @Test("each window it races again while nothing is pinned, or what is pinned is listed")
  func cleansUp() {
    var policy = PinnedHealthPolicy(dialTimeout: .seconds(5))
    _ = policy.handle(.endpoints([.a, .b]), at: start)
    let timer = BalancerAction.setTimer(.cleanUp, at: Self.second(10))
    #expect(
      policy.handle(.timer(.cleanUp), at: Self.second(5))
        == [.close(.a), .close(.b), .open(.a), .open(.b), timer])
    _ = policy.handle(.connection(.a, .ready), at: Self.second(6))
    #expect(
      policy.handle(.timer(.cleanUp), at: Self.second(10))
        == [.setTimer(.cleanUp, at: Self.second(15))])
  }

  @Test("other endpoints clear the list; a pin that stays is kept, one that goes is replaced")
  func replacesEndpoints() {
    var policy = Self.pinned()
    _ = policy.handle(Self.lost(.a), at: start)
    _ = policy.handle(.connection(.b, .ready), at: start)
    #expect(policy.handle(.endpoints([.c, .b, .a]), at: start).isEmpty)
    #expect(policy.unhealthy.count == 1)
    #expect(policy.handle(.endpoints([.b, .a]), at: start).isEmpty)
    #expect(policy.unhealthy.isEmpty)
    #expect(policy.picks(1) == [.b])
    #expect(policy.handle(.endpoints([.a, .c]), at: start) == [.close(.b), .open(.a), .open(.c)])
    #expect(policy.picks(1).isEmpty)
  }
}
