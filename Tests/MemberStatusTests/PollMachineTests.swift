import EtcdModel
import Testing

@testable import MemberStatus

@Suite("PollMachine: what is asked, and how often")
struct PollMachineBudgetTests {
  @Test("Three healthy members cost at most 5 RPC/s in all")
  func budget() {
    var cluster = SimulatedCluster()
    cluster.feed(.start)
    cluster.run(for: .seconds(600))
    #expect(cluster.sent.count <= 3000)
    #expect(cluster.sent.count > 2700)
    #expect(cluster.verdicts == ["n1:healthy", "n2:healthy", "n3:healthy"])
  }

  @Test("The budget holds however many members there are, well or not")
  func budgetOfMany() {
    var cluster = SimulatedCluster(size: 8, settings: PollSettings(budget: 6))
    cluster.feed(.start)
    cluster.run(for: .seconds(10))
    let before = cluster.sent.count
    cluster.run(for: .seconds(30))
    // Jitter, the membership list and the alarms come on top.
    #expect(cluster.sent.count - before <= 30 * 7)
    #expect(cluster.snapshot.members.allSatisfy { $0.verdict == .healthy && !$0.isStale })
    for index in cluster.nodes.indices { cluster.nodes[index].mode = .refusing }
    cluster.run(for: .seconds(10))
    let lost = cluster.sent.count
    cluster.run(for: .seconds(30))
    #expect(cluster.sent.count - lost <= 30 * 7)
  }

  @Test("Many members that are asked seldom are still judged rightly")
  func verdictsOfMany() {
    var cluster = SimulatedCluster(size: 8, settings: PollSettings(budget: 4))
    cluster.feed(.start)
    cluster.run(for: .seconds(20))
    cluster["n7"].isIsolated = true
    cluster["n8"].mode = .hung
    cluster.run(for: .seconds(20))
    #expect(cluster.member("n7")?.verdict == .partitioned)
    #expect(cluster.member("n8")?.verdict == .unreachable)
    #expect(cluster.snapshot.members.count { $0.verdict == .healthy } == 6)
  }

  @Test("Every member is asked for its status each second, and reads in their intervals")
  func intervals() {
    var cluster = SimulatedCluster()
    cluster.feed(.start)
    cluster.run(for: .seconds(100))
    for number in 1...3 {
      let asked = cluster.sent.filter { $0.endpoint == SimulatedCluster.endpoint(number) }
      #expect((97...103).contains(asked.count { $0.kind == .status }))
      #expect((48...53).contains(asked.count { $0.kind == .linearizableRead }))
      #expect((10...11).contains(asked.count { $0.kind == .serializableRead }))
    }
    #expect((9...12).contains(cluster.sent.count { $0.kind == .memberList }))
    #expect(cluster.sent.count { $0.kind == .alarms } == 2)
  }

  @Test("The first second tells everything about a healthy cluster")
  func start() {
    var cluster = SimulatedCluster()
    cluster.feed(.start)
    let took = cluster.run(atMost: .seconds(1)) { $0.snapshot.isComplete }
    #expect(took.map { $0 <= .milliseconds(100) } == true)
    #expect(cluster.verdicts == ["n1:healthy", "n2:healthy", "n3:healthy"])
    #expect(cluster.snapshot.leader?.name == "n1")
    #expect(cluster.snapshot.members.map(\.role) == [.leader, .follower, .follower])
  }

  @Test("A hung member delays no other")
  func hung() {
    var cluster = SimulatedCluster()
    cluster["n2"].mode = .hung
    cluster.feed(.start)
    cluster.run(for: .seconds(60))
    let others = cluster.sent.filter {
      $0.kind == .status && $0.endpoint != SimulatedCluster.endpoint(2)
    }
    #expect(others.count >= 117)
    #expect(cluster.verdicts == ["n1:healthy", "n2:unreachable", "n3:healthy"])
  }

  @Test("A hung member is asked one thing at a time")
  func oneAtATime() {
    var cluster = SimulatedCluster()
    cluster["n2"].mode = .hung
    cluster.feed(.start)
    cluster.run(for: .seconds(60))
    let asked = cluster.sent.filter { $0.endpoint == SimulatedCluster.endpoint(2) }
    #expect(asked.count <= 31)
    #expect(asked.allSatisfy { $0.kind == .status })
  }

  @Test("A cluster at rest publishes no more often than it is asked")
  func publishes() {
    var cluster = SimulatedCluster()
    cluster.feed(.start)
    cluster.run(for: .seconds(60))
    #expect(cluster.snapshots.count <= cluster.sent.count + 5)
  }

  @Test("Refreshing asks everything at once")
  func refresh() {
    var cluster = SimulatedCluster()
    cluster.feed(.start)
    cluster.run(for: .milliseconds(12_345))
    let before = cluster.sent.count
    cluster.feed(.refresh)
    cluster.run(for: .milliseconds(20))
    #expect(cluster.sent.count >= before + 11)
  }

  @Test("What is denied is asked ever more seldom")
  func denied() {
    var cluster = SimulatedCluster()
    let denial = PollFailure(.denied, words: "etcdserver: permission denied")
    cluster.alarmFailure = denial
    cluster.memberListFailure = denial
    cluster["n3"].statusFailure = denial
    cluster.feed(.start)
    cluster.run(for: .seconds(600))
    #expect(cluster.sent.count { $0.kind == .memberList } < 30)
    let third = cluster.sent.filter { $0.endpoint == SimulatedCluster.endpoint(3) }
    #expect(third.count < 40)
    let member = cluster.snapshot.members.first { $0.endpoint == SimulatedCluster.endpoint(3) }
    #expect(member?.verdict == .unreachable)
    #expect(member?.reason == "etcdserver: permission denied")
  }

  @Test("A read that is refused for permission proves the path")
  func permissionDenied() {
    var cluster = SimulatedCluster()
    for name in ["n1", "n2", "n3"] {
      cluster[name].readFailure = PollFailure(.denied, words: "etcdserver: permission denied")
    }
    cluster.feed(.start)
    cluster.run(for: .seconds(20))
    #expect(cluster.verdicts == ["n1:healthy", "n2:healthy", "n3:healthy"])
    #expect(cluster.member("n2")?.linearizable?.failure == nil)
  }

  @Test("Answers that come twice or to nothing that was asked are ignored")
  func strayAnswers() throws {
    var cluster = SimulatedCluster()
    cluster.feed(.start)
    cluster.run(for: .seconds(5))
    let old = try #require(cluster.sent.first { $0.kind == .status })
    let failure = PollOutcome.failure(PollFailure(.connection, words: "late"))
    cluster.feed(.outcome(old, failure, connection: .closed))
    cluster.feed(.outcome(old, .alarms([]), connection: .closed))
    let list = try #require(cluster.sent.first { $0.kind == .memberList })
    cluster.feed(.outcome(list, .members([Member(id: MemberID(9), name: "x")]), connection: .ready))
    cluster.run(for: .seconds(5))
    #expect(cluster.verdicts == ["n1:healthy", "n2:healthy", "n3:healthy"])
    #expect(!cluster.snapshots.contains { $0.members.contains { $0.failure != nil } })
  }

  @Test("A member that refuses Status after a while is judged by its reads")
  func statusDeniedLater() {
    var cluster = SimulatedCluster()
    cluster.feed(.start)
    cluster.run(for: .seconds(5))
    cluster["n2"].statusFailure = PollFailure(.denied, words: "permission denied")
    cluster.run(for: .seconds(120))
    #expect(
      !cluster.snapshots.contains {
        $0.members.contains { $0.verdict == .unreachable } && $0.isComplete
      })
    #expect(cluster.member("n2")?.isStale == true)
    #expect(cluster.member("n2")?.failure == "permission denied")
  }

  @Test("A read that failed once is tried again soon")
  func failedRead() throws {
    var cluster = SimulatedCluster()
    cluster.feed(.start)
    cluster.run(for: .seconds(5))
    cluster["n2"].readFailure = PollFailure(.server, words: "etcdserver: leader changed")
    let failed = cluster.run(atMost: .seconds(3)) { $0.member("n2")?.linearizable?.failure != nil }
    try #require(failed != nil)
    cluster["n2"].readFailure = nil
    let again = cluster.run(atMost: .seconds(3)) { $0.member("n2")?.linearizable?.failure == nil }
    #expect(try #require(again) <= .milliseconds(550))
  }

  @Test("When one member tells of another leader, all are asked at once")
  func askEverybody() throws {
    var cluster = SimulatedCluster(
      settings: PollSettings(
        statusInterval: .seconds(10), jitter: 0.3,
        thresholds: VerdictThresholds(silence: .seconds(30), staleness: .seconds(30))))
    cluster.feed(.start)
    cluster.run(for: .seconds(100))
    cluster.leader = MemberID(3)
    cluster.term = 3
    func believers(_ cluster: SimulatedCluster) -> Int {
      cluster.snapshot.members.count { $0.status?.leader == MemberID(3) }
    }
    _ = cluster.run(atMost: .seconds(20)) { believers($0) > 0 }
    let took = cluster.run(atMost: .seconds(20)) { believers($0) == 3 }
    #expect(try #require(took) <= .milliseconds(20))
  }

  @Test("After this process slept, silence is not held against the members")
  func sleep() {
    var cluster = SimulatedCluster()
    cluster.feed(.start)
    cluster.run(for: .milliseconds(10_300))
    let before = cluster.snapshots.count
    cluster.sleep(for: .seconds(3600))
    cluster.run(for: .seconds(10))
    for snapshot in cluster.snapshots.dropFirst(before) {
      #expect(snapshot.members.allSatisfy { $0.verdict == .healthy })
    }
    #expect(cluster.snapshots.count > before)
    let told = cluster.entries.map(\.words)
    #expect(
      told.count == 1 && told.allSatisfy { $0.hasPrefix("nothing was seen for 59 min") }, "\(told)")
  }

  @Test("After this process slept, what was wrong before is still wrong")
  func sleepWithFaults() {
    var cluster = SimulatedCluster(size: 7)
    cluster.feed(.start)
    cluster.run(for: .seconds(5))
    cluster["n3"].mode = .hung
    cluster["n4"].isIsolated = true
    cluster["n5"].mode = .refusing
    cluster.run(for: .milliseconds(10_300))
    let before = cluster.snapshots.count
    cluster.sleep(for: .seconds(3600))
    cluster.run(for: .seconds(10))
    let expected: [Verdict] = [
      .healthy, .healthy, .unreachable, .partitioned, .unreachable, .healthy, .healthy,
    ]
    let seen = Set(cluster.snapshots.dropFirst(before).map { $0.members.map(\.verdict) })
    #expect(seen == [expected])
  }

  @Test("Endpoints can be changed while it runs")
  func endpointsChanged() {
    var cluster = SimulatedCluster(given: [SimulatedCluster.endpoint(1)])
    cluster.feed(.start)
    cluster.run(for: .seconds(5))
    cluster.feed(.endpoints([SimulatedCluster.endpoint(9)]))
    cluster.run(for: .seconds(5))
    #expect(cluster.snapshot.members.contains { $0.endpoint == SimulatedCluster.endpoint(9) })
  }
}
