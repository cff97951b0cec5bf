import EtcdModel
import TerminalModel
import Testing

@testable import ExplorerModel

@Suite("Members, hashes, balancer and our own calls")
struct ClusterListTests {
  private let policies = [
    BalancerChoice(name: "health-aware", summary: "healthy ones"),
    BalancerChoice(name: "pinned", summary: "the first up"),
  ]

  private func member(_ number: UInt64, leader: UInt64 = 2, term: UInt64 = 3) -> MemberSnapshot {
    MemberSnapshot(
      endpoint: .test, id: MemberID(number), name: "m\(number)", verdict: .healthy,
      role: number == leader ? .leader : .follower,
      status: StatusReport(
        clusterID: ClusterID(1), memberID: MemberID(number), revision: 9, version: "3.4.23",
        dbSize: 1000, dbSizeInUse: 250, leader: MemberID(leader), raftIndex: 20,
        raftAppliedIndex: 20, raftTerm: term),
      answeredAt: .now)
  }

  private func cluster(_ members: [MemberSnapshot]) -> ClusterSnapshot {
    ClusterSnapshot(takenAt: .now, members: members)
  }

  private func texts(_ robot: Robot) -> [String] {
    robot.list?.rows.map { row in
      row.cells.map { cell in
        switch cell.content {
        case .text(let text): text
        case .phrase(let parts):
          parts.map { if case .text(let text) = $0 { text } else { "…" } }.joined()
        default: "…"
        }
      }.joined(separator: " ")
    } ?? []
  }

  @Test("Enter on a member lists its facts, which follow it, also under a new name")
  func memberFacts() {
    var robot = Robot()
    robot.press(.character("4"))
    robot.press(.enter)
    #expect(robot.list == nil, "there is no member yet")
    robot.send(.cluster(cluster([member(1), member(2)])))
    robot.press(.down, .enter)
    #expect(robot.list?.title == "Member m2")
    #expect(texts(robot).contains("believes in leader m2"))
    #expect(texts(robot).contains("of it in use …; 75 % is free space"))
    var renamed = member(2, term: 4)
    renamed.name = "other"
    robot.send(.cluster(cluster([member(1), renamed])))
    #expect(texts(robot).contains("term 4"))
    robot.send(.cluster(cluster([member(1)])))
    #expect(texts(robot).contains("term 4"), "one that is gone keeps its last facts")
  }

  @Test(
    "A member's certificate is told with its days left",
    arguments: [(100, "100 days left"), (1, "1 day left"), (-1, "EXPIRED")])
  func certificate(_ days: Int, _ left: String) {
    var secured = member(1)
    secured.certificate = MemberCertificate(
      subject: "/CN=m1", issuer: "/CN=the authority", names: ["m1.example", "10.0.0.1"],
      expires: .now + .seconds(86_400 * days + 3600))
    var robot = Robot()
    robot.press(.character("4"))
    robot.send(.cluster(cluster([secured])))
    robot.press(.enter)
    #expect(
      texts(robot).suffix(4) == [
        "TLS certificate \(left)", "of /CN=m1", "for the names m1.example, 10.0.0.1",
        "issued by /CN=the authority",
      ])
  }

  @Test("Who believes in which leader is one sentence, and a split is shouted")
  func agreement() {
    #expect(cluster([member(1), member(2)]).agreement == "All 2 believe in m2, term 3.")
    let split = cluster([member(1, leader: 0, term: 5), member(2), member(3)])
    #expect(
      split.agreement
        == "SPLIT: m2, m3 believe in m2, term 3; m1 know no leader, term 5.")
    var down = member(3)
    down.isStale = true
    #expect(
      cluster([member(1), member(2), down]).agreement
        == "All 2 that answer, of 3, believe in m2, term 3.")
  }

  @Test("K checks hashes at once the first time, then shows the history; Enter checks again")
  func hashes() throws {
    var robot = Robot()
    robot.press(.character("4"), .character("K"), .enter)
    var request = try hashRequest(&robot)
    robot.send(.hashChecked(request, check([7, 7])))
    #expect(texts(robot).allSatisfy { $0.hasSuffix("equal") })
    robot.press(.escape)
    robot.press(.character("K"))
    #expect(robot.takeEffects().isEmpty)
    robot.press(.enter)
    request = try hashRequest(&robot)
    robot.send(.hashChecked(request, check([7, 8, 7])))
    #expect(robot.list?.rows.count == 5)
    #expect(texts(robot).count { $0.hasSuffix("DIFFERS") } == 1)
    #expect(robot.state.header.hasDiverged)
    #expect(robot.state.message?.severity == .error)
    robot.press(.enter)
    request = try hashRequest(&robot)
    robot.send(.hashChecked(request, check([9, 9, 9])))
    #expect(!robot.state.header.hasDiverged)
  }

  /// Of the one check that was asked for.
  private func hashRequest(_ robot: inout Robot) throws -> RequestID {
    let effects = robot.takeEffects()
    #expect(effects.count == 1, "not twice at a time")
    guard case .checkHashes(let request)? = effects.first else {
      throw EtcdError(code: .notFound, message: "no check was asked for: \(effects)")
    }
    return request
  }

  @Test("A hash check says who reads and how many have, and Esc stops it")
  func stopsHashCheck() throws {
    var robot = Robot()
    robot.press(.character("4"), .character("K"))
    let request = try hashRequest(&robot)
    let reader = TimelineSubject(member(2))
    robot.send(.hashing(request, HashCheck.Progress(member: reader, done: 1, total: 3)))
    #expect(
      robot.list?.notes.first?.first?.content
        == .text(
          "m2 is reading its whole keyspace; the check began "))
    #expect(robot.list?.progress?.done == 1)
    #expect(robot.list?.progress?.total == .exact(3))
    robot.press(.escape)
    #expect(robot.takeEffects() == [.cancel(request)])
    #expect(robot.list == nil)
    #expect(robot.state.message?.text.contains("m2 may read on") == true)
    robot.send(.hashChecked(request, check([7, 7])))
    #expect(robot.state.members.hashChecks.isEmpty, "it was stopped")
  }

  @Test("A hash check without any member says so")
  func noHashes() throws {
    var robot = Robot()
    robot.press(.character("4"), .character("K"))
    robot.send(.hashChecked(try hashRequest(&robot), nil))
    #expect(robot.state.members.hashing == nil)
    #expect(robot.state.message?.text.contains("No member has answered") == true)
  }

  private func check(_ hashes: [UInt32]) -> HashCheck {
    HashCheck(
      revision: 9, at: .now,
      answers: hashes.enumerated().map { index, hash in
        HashCheck.Answer(
          member: TimelineSubject(member(UInt64(index + 1))),
          outcome: .hash(hash, compactRevision: 3))
      })
  }

  @Test("b offers the policies with the active one selected, and Enter switches")
  func balancer() {
    var robot = Robot(options: ExplorerOptions(policies: policies))
    robot.send(.traffic(TrafficSnapshot(takenAt: .now, policy: "pinned")))
    robot.press(.character("5"), .character("b"))
    #expect(robot.list?.selected?.id == 1)
    robot.press(.up, .enter)
    #expect(robot.takeEffects() == [.setBalancer(policies[0])])
    #expect(robot.list == nil)
    #expect(robot.state.message?.text == "Switched the balancer to health-aware.")
  }

  @Test("m goes through the modes of the members and of the latency pane")
  func modes() {
    var robot = Robot()
    robot.press(.character("4"), .character("m"))
    #expect(robot.state.members.mode == .matrix)
    robot.press(.character("m"), .character("5"))
    #expect(robot.state.members.mode == .table)
    for mode in [LatencyPane.Mode.kinds, .heat, .picks, .endpoints] {
      robot.press(.character("m"))
      #expect(robot.state.latency.mode == mode)
    }
  }

  @Test("Calls are read while something shows them, each once, and lost ones are counted")
  func calls() {
    var robot = Robot()
    robot.send(.traffic(TrafficSnapshot(takenAt: .now)))
    #expect(robot.takeEffects().isEmpty)
    robot.press(.character("@"))
    #expect(robot.takeEffects() == [.readCalls(after: 0)])
    robot.send(.calls([call(), call()], last: 2))
    // Asked twice before the first answer came.
    robot.send(.calls([call(), call(), call()], last: 3))
    #expect(robot.list?.rows.map(\.id) == [1, 2, 3])
    robot.send(.traffic(TrafficSnapshot(takenAt: .now)))
    #expect(robot.takeEffects() == [.readCalls(after: 3)])
    robot.send(.calls([call(failure: "boom")], last: 10))
    #expect(robot.list?.lost == 6)
    #expect(robot.list?.selected?.id == 10)
    #expect(texts(robot).last?.hasSuffix("boom") == true)
    robot.press(.escape, .character("@"))
    #expect(robot.list?.rows.count == 4)
    robot.press(.character("x"))
    guard case .export(.calls(let saved)) = robot.takeEffects().last else {
      Issue.record("x saves the calls")
      return
    }
    #expect(saved.count == 4)
  }

  private func call(failure: String? = nil) -> CallRecord {
    CallRecord(
      endpoint: .test, role: .calls, method: "/etcdserverpb.KV/Range", kind: .linearizableRead,
      startedAt: .now, latency: .milliseconds(2), bytesSent: 10, bytesReceived: 20,
      statusCode: failure == nil ? 0 : 14, failure: failure)
  }

  @Test("x in the timeline saves what happened, when anything did")
  func export() {
    var robot = Robot()
    robot.press(.character("!"), .character("x"))
    #expect(robot.takeEffects().isEmpty)
    #expect(robot.state.message?.text == "There is nothing to save yet.")
    let entry = TimelineEntry.leaderLost(1)
    robot.send(.timeline([entry]))
    robot.press(.character("x"))
    #expect(robot.takeEffects() == [.export(.timeline([entry]))])
  }
}
