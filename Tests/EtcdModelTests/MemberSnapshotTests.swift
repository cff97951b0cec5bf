import EtcdModel
import Testing

@Suite("ClusterSnapshot")
struct ClusterSnapshotTests {
  private static let now = ContinuousClock.now

  private func member(
    _ id: UInt64, role: MemberRole, term: UInt64, revision: Revision = 1,
    verdict: Verdict = .healthy, stale: Bool = false
  ) -> MemberSnapshot {
    let status = StatusReport(
      clusterID: ClusterID(1), memberID: MemberID(id), revision: revision, version: "3.4.23",
      dbSize: 0, leader: MemberID(role == .leader ? id : 1), raftIndex: 10, raftAppliedIndex: 8,
      raftTerm: term)
    return MemberSnapshot(
      endpoint: nil, id: MemberID(id), verdict: verdict, role: role, status: status,
      isStale: stale)
  }

  private func snapshot(_ members: MemberSnapshot...) -> ClusterSnapshot {
    ClusterSnapshot(takenAt: Self.now, members: members)
  }

  @Test("Of two members that claim to lead, the later term leads")
  func twoLeaders() {
    let cluster = snapshot(
      member(1, role: .leader, term: 4), member(2, role: .leader, term: 5),
      member(3, role: .follower, term: 5))
    #expect(cluster.leader?.id == MemberID(2))
  }

  @Test("A stale or unreachable leader leads no more")
  func formerLeader() {
    #expect(snapshot(member(1, role: .leader, term: 4, stale: true)).leader == nil)
    #expect(snapshot(member(1, role: .leader, term: 4, verdict: .unreachable)).leader == nil)
  }

  @Test("Term and revision come from fresh answers alone")
  func freshAnswers() {
    let cluster = snapshot(
      member(1, role: .follower, term: 9, revision: 99, stale: true),
      member(2, role: .follower, term: 5, revision: 7),
      member(3, role: .follower, term: 4, revision: 8))
    #expect(cluster.term == 5)
    #expect(cluster.revision == 8)
    #expect(snapshot().term == nil)
  }

  @Test("It is complete when every member was judged")
  func completeness() {
    var pending = member(1, role: .follower, term: 1)
    pending.isPending = true
    #expect(!snapshot().isComplete)
    #expect(!snapshot(pending, member(2, role: .leader, term: 1)).isComplete)
    #expect(snapshot(member(2, role: .leader, term: 1)).isComplete)
  }
}

@Suite("Member nouns")
struct MemberNounTests {
  @Test("Verdicts are ordered from the worst to healthy, as they take precedence")
  func verdictOrder() {
    let order: [Verdict] = [
      .unreachable, .partitioned, .noLeader, .alarm, .lagging, .slow, .healthy,
    ]
    #expect(Verdict.allCases.shuffled().sorted() == order)
    #expect(Verdict.noLeader.rawValue == "no-leader")
  }

  @Test("Lag is what is committed but not applied, never negative, 0 when not told")
  func lag() {
    var report = StatusReport(
      clusterID: ClusterID(1), memberID: MemberID(1), revision: 1, version: "3.4.23", dbSize: 0,
      leader: MemberID(1), raftIndex: 10, raftAppliedIndex: 8, raftTerm: 1)
    #expect(report.lag == 2)
    report.raftAppliedIndex = 11
    #expect(report.lag == 0)
    report.raftAppliedIndex = 0
    #expect(report.lag == 0)
  }

  @Test("Ids are shown as etcdctl shows them")
  func ids() {
    #expect(MemberID(0x8E9E_05C5_2164_694D).description == "8e9e05c52164694d")
    #expect(LeaseID(-1).description == "ffffffffffffffff")
  }
}

@Suite("TimelineEntry")
struct TimelineEntryTests {
  private let n1 = TimelineSubject(id: MemberID(1), name: "n1", endpoint: nil)
  private let n2 = TimelineSubject(id: MemberID(2), name: "n2", endpoint: nil)

  @Test("An entry reads as one phrase that begins with its member")
  func words() {
    let entry = TimelineEntry(
      number: 1, at: .now, member: n2,
      change: .verdict(from: .healthy, to: .unreachable, reason: "connection refused"))
    #expect(entry.words == "n2: healthy → unreachable: connection refused")
  }

  @Test("A headless gap is an estimate between two bounds")
  func headless() {
    let seen = HeadlessGap(atLeast: .milliseconds(500), atMost: .milliseconds(1500))
    let unseen = HeadlessGap(atLeast: .zero, atMost: .milliseconds(900))
    #expect(TimelineChange.headless(seen).words == "headless for ~1000 ms")
    #expect(TimelineChange.headless(unseen).words == "headless for < 900 ms")
  }

  @Test("A member without a name is called by its endpoint, then by its id")
  func labels() throws {
    let endpoint = try Endpoint.parse("n1:1")
    #expect(TimelineSubject(id: MemberID(10), name: "", endpoint: endpoint).label == "n1:1")
    #expect(TimelineSubject(id: MemberID(10), name: "", endpoint: nil).label == "a")
    #expect(TimelineSubject(id: nil, name: "", endpoint: nil).label == "?")
  }

  @Test("A learner's progress is its part of the log, and 90 % of it makes it a voter")
  func learnerProgress() throws {
    var member = MemberSnapshot(endpoint: nil, verdict: .healthy, role: .learner, lag: 300)
    #expect(member.learnerProgress == nil)
    member.status = StatusReport(
      clusterID: ClusterID(1), memberID: MemberID(2), revision: 1, version: "3.5.1", dbSize: 0,
      leader: MemberID(1), raftIndex: 700, raftAppliedIndex: 700, raftTerm: 2, isLearner: true)
    #expect(member.learnerProgress == 0.7)
    #expect(!member.isReadyForPromotion)
    member.lag = 10
    #expect(member.isReadyForPromotion)
    member.role = .follower
    #expect(member.learnerProgress == nil)
  }

  @Test(
    "Days of a certificate are whole ones, and negative when none is left",
    arguments: [(86_400 * 3 - 1, 2), (86_400, 1), (5, 0), (-5, -1), (-86_401, -2)])
  func certificateDays(_ seconds: Int, _ days: Int) {
    let now = ContinuousClock.now
    let certificate = MemberCertificate(names: ["n1"], expires: now + .seconds(seconds))
    #expect(certificate.daysLeft(at: now) == days)
  }
}
