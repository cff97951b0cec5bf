import EtcdModel
import Testing

@testable import MemberStatus

@Suite("PollMachine: the right verdict on the right member")
struct PollMachineVerdictTests {
  private func running(_ size: Int = 3, for time: Duration = .milliseconds(7300))
    -> SimulatedCluster
  {
    var cluster = SimulatedCluster(size: size)
    cluster.feed(.start)
    cluster.run(for: time)
    return cluster
  }

  /// A fault can hit at any moment between two polls.
  static let moments = stride(from: 5000, to: 7000, by: 290).map { Duration.milliseconds($0) }

  @Test("A member that refuses connections is unreachable within 1.5 s", arguments: moments)
  func refused(_ moment: Duration) throws {
    var cluster = running(for: moment)
    cluster["n3"].mode = .refusing
    let took = cluster.run(atMost: .seconds(5)) {
      $0.verdicts == ["n1:healthy", "n2:healthy", "n3:unreachable"]
    }
    #expect(try #require(took) <= .milliseconds(1500))
    #expect(cluster.member("n3")?.reason == "connection refused")
    #expect(cluster.member("n3")?.nextPoll != nil)
    cluster["n3"].mode = .up
    let back = cluster.run(atMost: .seconds(5)) { $0.member("n3")?.verdict == .healthy }
    #expect(try #require(back) <= .seconds(1))
  }

  @Test("A hung member is unreachable after 2 s, and healthy again within 3 s", arguments: moments)
  func hung(_ moment: Duration) throws {
    var cluster = running(for: moment)
    cluster["n2"].mode = .hung
    let took = cluster.run(atMost: .seconds(5)) {
      $0.verdicts == ["n1:healthy", "n2:unreachable", "n3:healthy"]
    }
    #expect(try #require(took) <= .milliseconds(2020))
    cluster["n2"].mode = .up
    let back = cluster.run(atMost: .seconds(5)) { $0.member("n2")?.verdict == .healthy }
    #expect(try #require(back) <= .seconds(3))
  }

  @Test("A follower without peers is partitioned within 3 s, the others stay", arguments: moments)
  func partitionedFollower(_ moment: Duration) throws {
    var cluster = running(for: moment)
    let before = cluster.snapshots.count
    // Until its election timeout it believes in the leader, and only its reads hang.
    cluster["n3"].isIsolated = true
    cluster["n3"].leader = MemberID(1)
    let took = cluster.run(atMost: .seconds(5)) { $0.member("n3")?.verdict == .partitioned }
    #expect(try #require(took) <= .milliseconds(3300))
    cluster["n3"].leader = nil
    cluster.run(for: .seconds(10))
    #expect(cluster.verdicts == ["n1:healthy", "n2:healthy", "n3:partitioned"])
    #expect(cluster.member("n3")?.reason.contains("commits") == true)
    for snapshot in cluster.snapshots.dropFirst(before) {
      #expect(snapshot.members.prefix(2).allSatisfy { $0.verdict == .healthy })
      #expect(snapshot.members[2].verdict != .noLeader)
    }
    cluster["n3"].isIsolated = false
    let back = cluster.run(atMost: .seconds(5)) { $0.member("n3")?.verdict == .healthy }
    #expect(try #require(back) <= .seconds(3))
  }

  @Test("A follower that knows no leader is partitioned at once when another commits")
  func leaderlessFollower() throws {
    var cluster = running()
    cluster["n3"].isIsolated = true
    let took = cluster.run(atMost: .seconds(5)) { $0.member("n3")?.verdict == .partitioned }
    #expect(try #require(took) <= .milliseconds(1200))
    #expect(cluster.member("n3")?.reason.hasPrefix("knows no leader for") == true)
  }

  @Test("A partitioned leader whose successor commits is partitioned", arguments: moments)
  func partitionedLeader(_ moment: Duration) throws {
    var cluster = running(for: moment)
    cluster["n1"].isIsolated = true
    cluster["n1"].leader = MemberID(1)
    cluster["n1"].term = 2
    cluster.leader = MemberID(2)
    cluster.term = 3
    let took = cluster.run(atMost: .seconds(5)) {
      $0.verdicts == ["n1:partitioned", "n2:healthy", "n3:healthy"]
    }
    #expect(try #require(took) <= .seconds(3))
    cluster.run(for: .seconds(2))
    #expect(cluster.verdicts == ["n1:partitioned", "n2:healthy", "n3:healthy"])
    #expect(cluster.snapshot.leader?.name == "n2")
    #expect(cluster.snapshot.remarks.contains { $0.contains("claim to lead") })
  }

  @Test("Moving the leader is no fault of anybody's", arguments: moments)
  func leaderMoves(_ moment: Duration) {
    var cluster = running(for: moment)
    let before = cluster.snapshots.count
    cluster.leader = MemberID(3)
    cluster.term = 3
    cluster.run(for: .seconds(5))
    for snapshot in cluster.snapshots.dropFirst(before) {
      #expect(snapshot.members.allSatisfy { $0.verdict == .healthy })
    }
    #expect(cluster.snapshot.leader?.name == "n3")
  }

  @Test("Terms that differ for longer than an election takes are told in words")
  func divergingTerms() throws {
    var cluster = running()
    cluster["n3"].term = 9
    cluster.run(for: .seconds(1))
    #expect(cluster.snapshot.remarks == [], "it may be that the others were asked too early")
    cluster.run(for: .seconds(3))
    #expect(cluster.snapshot.remarks == ["terms differ: n3 in term 9; n1, n2 in term 2"])
    cluster["n3"].term = nil
    cluster.run(for: .seconds(2))
    #expect(cluster.snapshot.remarks == [])
  }

  @Test("An election is no-leader on all that answer, until it is over", arguments: moments)
  func election(_ moment: Duration) throws {
    var cluster = running(for: moment)
    cluster["n1"].mode = .refusing
    cluster.leader = MemberID(0)
    let took = cluster.run(atMost: .seconds(5)) {
      $0.verdicts == ["n1:unreachable", "n2:no-leader", "n3:no-leader"]
    }
    #expect(try #require(took) <= .milliseconds(1700))
    cluster.leader = MemberID(2)
    cluster.term = 3
    let before = cluster.snapshots.count
    let over = cluster.run(atMost: .seconds(5)) {
      $0.verdicts == ["n1:unreachable", "n2:healthy", "n3:healthy"]
    }
    #expect(try #require(over) <= .seconds(1))
    for snapshot in cluster.snapshots.dropFirst(before) {
      #expect(!snapshot.members.contains { $0.verdict == .partitioned })
    }
  }

  @Test("A lost quorum is no-leader, said in words", arguments: moments)
  func quorumLost(_ moment: Duration) throws {
    var cluster = running(for: moment)
    cluster["n1"].mode = .refusing
    cluster["n2"].mode = .hung
    let took = cluster.run(atMost: .seconds(5)) {
      $0.verdicts == ["n1:unreachable", "n2:unreachable", "n3:no-leader"]
    }
    #expect(try #require(took) <= .seconds(3))
    cluster.run(for: .seconds(5))
    #expect(cluster.member("n3")?.reason.contains("quorum lost: 1 of 3 voters answer") == true)
    #expect(cluster.snapshot.remarks == ["quorum lost: 1 of 3 voters answer"])
  }

  @Test("A quorum that believes in its leader but doesn't commit has no leader")
  func stalledQuorum() throws {
    var cluster = running()
    for name in ["n1", "n2", "n3"] {
      cluster[name].isIsolated = true
      cluster[name].leader = MemberID(1)
    }
    let took = cluster.run(atMost: .seconds(6)) {
      $0.verdicts == ["n1:no-leader", "n2:no-leader", "n3:no-leader"]
    }
    #expect(try #require(took) <= .milliseconds(3500))
    cluster.run(for: .seconds(20))
    #expect(cluster.verdicts == ["n1:no-leader", "n2:no-leader", "n3:no-leader"])
  }

  @Test("All down and back again")
  func allDown() throws {
    var cluster = running()
    for name in ["n1", "n2", "n3"] { cluster[name].mode = .refusing }
    let took = cluster.run(atMost: .seconds(5)) {
      $0.snapshot.members.allSatisfy { $0.verdict == .unreachable }
    }
    #expect(try #require(took) <= .seconds(2))
    #expect(cluster.snapshot.leader == nil)
    cluster.run(for: .seconds(60))
    #expect(cluster.snapshot.members.map(\.name) == ["n1", "n2", "n3"])
    #expect(cluster.snapshot.members.allSatisfy { $0.isStale })
    for name in ["n1", "n2", "n3"] { cluster[name].mode = .up }
    let back = cluster.run(atMost: .seconds(5)) {
      $0.verdicts == ["n1:healthy", "n2:healthy", "n3:healthy"]
    }
    #expect(try #require(back) <= .seconds(2))
  }

  @Test("A member behind a slow link is slow, and nobody else", arguments: moments)
  func slow(_ moment: Duration) throws {
    var cluster = running(for: moment)
    let before = cluster.snapshots.count
    cluster["n2"].roundTrip = .milliseconds(600)
    let took = cluster.run(atMost: .seconds(6)) { $0.member("n2")?.verdict == .slow }
    #expect(try #require(took) <= .milliseconds(3700))
    cluster.run(for: .seconds(20))
    #expect(cluster.verdicts == ["n1:healthy", "n2:slow", "n3:healthy"])
    for snapshot in cluster.snapshots.dropFirst(before) {
      #expect(snapshot.members.allSatisfy { $0.verdict >= .slow })
    }
    cluster["n2"].roundTrip = .milliseconds(2)
    let back = cluster.run(atMost: .seconds(6)) { $0.member("n2")?.verdict == .healthy }
    #expect(try #require(back) <= .seconds(3))
  }

  @Test("Members that are all equally far are not slow")
  func farCluster() {
    var cluster = SimulatedCluster()
    for name in ["n1", "n2", "n3"] { cluster[name].roundTrip = .milliseconds(280) }
    cluster.feed(.start)
    cluster.run(for: .seconds(20))
    #expect(cluster.verdicts == ["n1:healthy", "n2:healthy", "n3:healthy"])
  }

  @Test("A member far behind the committed index lags, by what the others told before")
  func lagging() throws {
    var cluster = running()
    cluster["n3"].applied = 100
    cluster.index = 6000
    let took = cluster.run(atMost: .seconds(6)) { $0.member("n3")?.verdict == .lagging }
    #expect(try #require(took) <= .seconds(3))
    #expect(cluster.member("n3")?.lag == 5900)
    cluster["n3"].applied = nil
    let back = cluster.run(atMost: .seconds(6)) { $0.member("n3")?.verdict == .healthy }
    #expect(try #require(back) <= .seconds(2))
  }

  @Test("A fast cluster whose members are asked at different times lags nowhere")
  func fastCluster() {
    var cluster = running()
    for _ in 0..<1000 {
      cluster.index += 500
      cluster.run(for: .milliseconds(10))
    }
    #expect(!cluster.snapshots.contains { $0.members.contains { $0.verdict == .lagging } })
  }

  @Test("An alarm shows within 1.5 s on the member that raised it, and goes when it is disarmed")
  func alarm() throws {
    var cluster = running()
    for name in ["n1", "n2", "n3"] { cluster[name].errors = ["memberID:2 alarm:NOSPACE "] }
    cluster.alarms = [Alarm(member: MemberID(2), kind: .noSpace)]
    let took = cluster.run(atMost: .seconds(5)) {
      $0.verdicts == ["n1:healthy", "n2:alarm", "n3:healthy"]
    }
    #expect(try #require(took) <= .milliseconds(1500))
    #expect(cluster.snapshot.alarms == [Alarm(member: MemberID(2), kind: .noSpace)])
    for name in ["n1", "n2", "n3"] { cluster[name].errors = [] }
    cluster.alarms = []
    let gone = cluster.run(atMost: .seconds(5)) { $0.member("n2")?.verdict == .healthy }
    #expect(try #require(gone) <= .milliseconds(1500))
  }

  @Test("An alarm is seen without the right to list alarms")
  func alarmWithoutRights() {
    var cluster = running()
    cluster.alarmFailure = PollFailure(.denied, words: "permission denied")
    for name in ["n1", "n2", "n3"] { cluster[name].errors = ["memberID:2 alarm:CORRUPT "] }
    cluster.run(for: .seconds(3))
    #expect(cluster.member("n2")?.alarms == [.corrupt])
    for name in ["n1", "n2", "n3"] { cluster[name].errors = [] }
    cluster.run(for: .seconds(3))
    #expect(cluster.member("n2")?.alarms == [])
  }

  @Test("One failed call is no verdict when the next one is answered")
  func hiccup() {
    var cluster = running()
    let before = cluster.snapshots.count
    cluster["n2"].statusFailure = PollFailure(.connection, words: "connection reset")
    _ = cluster.run(atMost: .seconds(2)) { $0.member("n2")?.failure != nil }
    cluster["n2"].statusFailure = nil
    cluster.run(for: .seconds(5))
    for snapshot in cluster.snapshots.dropFirst(before) {
      #expect(snapshot.members.allSatisfy { $0.verdict == .healthy })
    }
  }

  @Test("An old answer is stale, with the time it was given")
  func stale() {
    var cluster = running()
    cluster["n2"].mode = .hung
    cluster.run(for: .seconds(4))
    #expect(cluster.member("n2")?.isStale == true)
    #expect(cluster.member("n2")?.status != nil)
    #expect(cluster.member("n2")?.answeredAt.map { cluster.now - $0 >= .seconds(3) } == true)
    #expect(cluster.member("n1")?.isStale == false)
  }
}
