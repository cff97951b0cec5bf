import EtcdModel
import Testing

@testable import EtcdClient

@Suite struct HealthAwarePolicyTests {
  private var policy = HealthAwarePolicy.ready([.a, .b, .c])

  private static func advice(_ endpoints: [Endpoint: EndpointHealth]) -> BalancerEvent {
    .advice(HealthReport(endpoints: endpoints))
  }

  @Test("shares calls equally while everybody is well")
  func sharesEqually() {
    var policy = policy
    let picks = policy.picks(300)
    for endpoint in [Endpoint.a, .b, .c] {
      #expect(picks.filter { $0 == endpoint }.count == 100)
    }
  }

  @Test("what runs on an endpoint that is taken away leaves it as soon as another is ready")
  func removedEndpoint() {
    var policy = HealthAwarePolicy.ready([.a])
    #expect(policy.handle(.endpoints([.b, .c]), at: start) == [.open(.b), .open(.c), .close(.a)])
    #expect(policy.handle(.connection(.b, .ready), at: start) == [.leave(.a)])
    #expect(policy.handle(.connection(.c, .ready), at: start).isEmpty)
    #expect(
      policy.handle(.endpoints([.b]), at: start) == [.open(.b), .close(.c), .leave(.c)])
  }

  @Test("skips a member that did not answer, probes it at once, and takes it back when it does")
  func skipsHungMember() {
    var policy = policy
    #expect(
      policy.report(.timedOut, on: .b) == [.probe(.b, timeout: .milliseconds(250)), .leave(.b)])
    #expect(Set(policy.picks(20)) == [.a, .c])
    #expect(
      policy.handle(.probed(.b, succeeded: false), at: start)
        == [.setTimer(.probe(.b), at: start + .milliseconds(500))])
    #expect(
      policy.handle(.timer(.probe(.b)), at: start + .milliseconds(500)) == [
        .probe(.b, timeout: .milliseconds(250))
      ])
    #expect(policy.handle(.probed(.b, succeeded: true), at: start + .seconds(1)).isEmpty)
    #expect(policy.picks(3).contains(.b))
  }

  @Test("probes a member that stays silent for longer than it usually takes, and leaves it then")
  func silentMember() {
    var policy = policy
    let overdue = start + .milliseconds(250)
    #expect(policy.handle(.silent(.b, since: start), at: start + .milliseconds(200)).isEmpty)
    #expect(
      policy.handle(.silent(.b, since: start), at: overdue)
        == [.probe(.b, timeout: .milliseconds(250))])
    #expect(policy.handle(.silent(.b, since: start), at: overdue).isEmpty)
    #expect(policy.picks(3).contains(.b))
    #expect(policy.handle(.probed(.b, succeeded: false), at: overdue).contains(.leave(.b)))
    #expect(!policy.picks(6).contains(.b))
  }

  @Test("a call that is merely large stays with a member that answers its probe")
  func largeCall() {
    var policy = policy
    var now = start + .milliseconds(250)
    #expect(!policy.handle(.silent(.b, since: start), at: now).isEmpty)
    #expect(policy.handle(.probed(.b, succeeded: true), at: now).isEmpty)
    now += .milliseconds(200)
    #expect(policy.handle(.silent(.b, since: start), at: now).isEmpty)
    now += .milliseconds(50)
    #expect(!policy.handle(.silent(.b, since: start), at: now).isEmpty)
    #expect(policy.picks(3).contains(.b))
  }

  @Test("is more patient with a member that always takes long")
  func slowNetwork() {
    var policy = policy
    _ = policy.report(.answered, on: .b, startedAt: start, at: start + .milliseconds(150))
    let asked = start + .seconds(1)
    #expect(policy.handle(.silent(.b, since: asked), at: asked + .milliseconds(400)).isEmpty)
    #expect(
      policy.handle(.silent(.b, since: asked), at: asked + .milliseconds(450))
        == [.probe(.b, timeout: .milliseconds(600))])
  }

  @Test("a slow answer among others that came in time is no sign of a hung member")
  func toleratesSlowCall() {
    var policy = policy
    _ = policy.report(.answered, on: .b, at: start + .milliseconds(300))
    let actions = policy.report(
      .timedOut, on: .b, startedAt: start, at: start + .milliseconds(400))
    #expect(actions.isEmpty)
    #expect(policy.picks(3).contains(.b))
  }

  @Test("an answer from its own store does not clear a member that timed out on the quorum")
  func localAnswerProvesLittle() {
    var policy = policy
    _ = policy.report(.timedOut, on: .b)
    _ = policy.report(.answered, on: .b, need: .local)
    #expect(!policy.picks(6).contains(.b))
    _ = policy.report(.answered, on: .b, need: .consensus)
    #expect(policy.picks(3).contains(.b))
  }

  @Test("takes the preferred member while it is well, and only then")
  func preferred() {
    var policy = policy
    let request = PickRequest(need: .consensus, preferring: .b)
    #expect((0..<4).allSatisfy { _ in policy.pick(request, at: start) == .endpoint(.b) })
    _ = policy.report(.timedOut, on: .b)
    #expect(policy.pick(request, at: start) != .endpoint(.b))
  }

  @Test("asks more often while nobody is well, but only for as long as an election may take")
  func election() {
    var policy = policy
    for endpoint in [Endpoint.a, .b, .c] { _ = policy.report(.timedOut, on: endpoint) }
    for (seconds, pause) in [(1, Duration.milliseconds(100)), (4, .milliseconds(500))] {
      let now = start + .seconds(seconds)
      #expect(
        policy.handle(.probed(.b, succeeded: false), at: now)
          == [.setTimer(.probe(.b), at: now + pause)])
      _ = policy.handle(.timer(.probe(.b)), at: now + pause)
    }
  }

  @Test("who tells of a new leader is asked again, whatever was held against it before")
  func newLeader() {
    var policy = policy
    let bad = EndpointHealth(verdict: .noLeader, role: .follower)
    _ = policy.handle(Self.advice([.a: bad, .b: bad, .c: bad]), at: start)
    for endpoint in [Endpoint.a, .b, .c] { _ = policy.report(.timedOut, on: endpoint) }
    #expect(Set(policy.picks(6)) == [.a, .b, .c])
    let actions = policy.report(.hasNewLeader, on: .b, at: start + .seconds(1))
    #expect(Set(actions) == [.leave(.a), .leave(.c)])
    #expect(Set(policy.picks(6)) == [.b])
    let again = policy.handle(
      Self.advice([.a: bad, .b: bad, .c: bad]), at: start + .seconds(2))
    #expect(again.isEmpty && Set(policy.picks(6)) == [.b])
  }

  @Test("a member without a leader serves reads of its own store only when nobody better can")
  func leaderlessMember() {
    var policy = policy
    _ = policy.report(.leaderless, on: .b)
    #expect(!policy.picks(6, .consensus).contains(.b))
    #expect(!policy.picks(6, .local).contains(.b))
    for endpoint in [Endpoint.a, .c] {
      _ = policy.handle(.connection(endpoint, .transientFailure(reason: "refused")), at: start)
    }
    #expect(policy.picks(2, .local) == [.b, .b])
  }

  @Test(
    "takes advice against members", arguments: [Verdict.unreachable, .partitioned, .noLeader])
  func takesAdvice(verdict: Verdict) {
    var policy = policy
    let bad = EndpointHealth(verdict: verdict, role: .follower)
    let well = EndpointHealth(verdict: .healthy, role: .follower)
    #expect(
      policy.handle(Self.advice([.a: well, .b: bad, .c: well]), at: start) == [.leave(.b)])
    #expect(Set(policy.picks(20)) == [.a, .c])
    #expect(policy.handle(Self.advice([.a: well, .b: well, .c: well]), at: start).isEmpty)
    #expect(Set(policy.picks(3)) == [.a, .b, .c])
  }

  @Test("asks no suspect that the health source has doubts about, until that one takes them back")
  func leavesProbingToTheSource() {
    var policy = policy
    let bad = EndpointHealth(verdict: .partitioned, role: .follower)
    let well = EndpointHealth(verdict: .healthy, role: .follower)
    let probe = BalancerAction.probe(.b, timeout: .milliseconds(250))
    #expect(policy.report(.timedOut, on: .b).contains(probe))
    #expect(
      policy.handle(.probed(.b, succeeded: false), at: start)
        == [.setTimer(.probe(.b), at: start + .milliseconds(500))])
    #expect(policy.handle(Self.advice([.a: well, .b: bad, .c: well]), at: start).isEmpty)
    #expect(policy.handle(.timer(.probe(.b)), at: start + .milliseconds(500)).isEmpty)
    #expect(
      policy.handle(Self.advice([.a: well, .b: well, .c: well]), at: start + .seconds(9)) == [probe]
    )
    #expect(!policy.picks(9).contains(.b), "it has to prove itself to us, too")
    #expect(policy.handle(.probed(.b, succeeded: true), at: start + .seconds(9)).isEmpty)
    #expect(policy.picks(3).contains(.b))
  }

  @Test("a probe that is due already is not sent twice when advice changes")
  func oneProbeAtATime() {
    var policy = policy
    let bad = EndpointHealth(verdict: .noLeader, role: .follower)
    let well = EndpointHealth(verdict: .healthy, role: .follower)
    _ = policy.report(.timedOut, on: .b)
    _ = policy.handle(.probed(.b, succeeded: false), at: start)
    _ = policy.handle(Self.advice([.b: bad]), at: start)
    #expect(policy.handle(Self.advice([.b: well]), at: start).isEmpty)
    #expect(
      policy.handle(.timer(.probe(.b)), at: start + .milliseconds(500))
        == [.probe(.b, timeout: .milliseconds(250))])
  }

  @Test(
    "keeps using members that are merely slow, lagging or under an alarm",
    arguments: [Verdict.slow, .lagging, .alarm])
  func keepsLameMembers(verdict: Verdict) {
    var policy = policy
    #expect(policy.handle(Self.advice([.b: EndpointHealth(verdict: verdict)]), at: start).isEmpty)
    #expect(Set(policy.picks(3)) == [.a, .b, .c])
  }

  @Test("a learner gets reads of its own store, but nothing that needs the quorum")
  func learner() {
    var policy = policy
    _ = policy.handle(
      Self.advice([.b: EndpointHealth(verdict: .healthy, role: .learner)]), at: start)
    #expect(!policy.picks(9, .consensus).contains(.b))
    #expect(policy.picks(3, .local).contains(.b))
  }

  @Test("learns from a refusal that a member is a learner")
  func refusalOfLearner() {
    var policy = policy
    _ = policy.report(.learner, on: .b)
    #expect(!policy.picks(9, .consensus).contains(.b))
    #expect(policy.picks(3, .local).contains(.b))
  }

  @Test("tries everybody when nobody is well")
  func triesEverybody() {
    var policy = policy
    for endpoint in [Endpoint.a, .b, .c] { _ = policy.report(.leaderless, on: endpoint) }
    #expect(Set(policy.picks(3)) == [.a, .b, .c])
  }

  @Test("moves streams only when somebody better is there, and once")
  func movesStreams() {
    var policy = policy
    #expect(policy.report(.leaderless, on: .a).contains(.leave(.a)))
    #expect(policy.report(.leaderless, on: .b).contains(.leave(.b)))
    #expect(policy.report(.leaderless, on: .c) == [.probe(.c, timeout: .milliseconds(250))])
    // Calls may have gone to the others, too, while nobody was well.
    #expect(
      policy.handle(.probed(.a, succeeded: true), at: start) == [.leave(.b), .leave(.c)])
  }

  @Test(
    "a call goes to another member than those it tried, but rather again to a well one than to a sick one"
  )
  func avoidsTried() {
    var policy = policy
    #expect(Set(policy.picks(4, avoiding: [.a, .b])) == [.c])
    _ = policy.report(.timedOut, on: .c)
    #expect(!policy.picks(4, avoiding: [.a, .b]).contains(.c))
  }

  @Test("a flapping member proves itself longer each time, and is back within 2 s at the latest")
  func flapping() {
    var policy = policy
    var now = start
    for needed in [1, 2, 3, 4, 4, 4] {
      _ = policy.report(.timedOut, on: .b, startedAt: now, at: now)
      var probes = 0
      while !policy.picks(3, at: now).contains(.b) {
        _ = policy.handle(.probed(.b, succeeded: true), at: now)
        probes += 1
        now += HealthAwarePolicy.probeInterval
      }
      #expect(probes == needed)
    }
    now += HealthAwarePolicy.flapWindow
    _ = policy.report(.timedOut, on: .b, startedAt: now, at: now)
    _ = policy.handle(.probed(.b, succeeded: true), at: now)
    #expect(policy.picks(3).contains(.b))
  }

  @Test("an endpoint that stays keeps its history, one that goes loses it")
  func replacesEndpoints() {
    var policy = policy
    _ = policy.report(.timedOut, on: .b)
    #expect(
      policy.handle(.endpoints([.b, .c]), at: start)
        == [.open(.b), .open(.c), .close(.a), .leave(.a)])
    #expect(Set(policy.picks(4)) == [.c])
    _ = policy.handle(.endpoints([.c]), at: start)
    #expect(policy.handle(.timer(.probe(.b)), at: start).isEmpty)
  }
}
