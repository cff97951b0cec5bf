import EtcdModel
import Testing

@testable import MemberStatus

/// One member's evidence, healthy unless said otherwise.
private struct Case {
  static let now = ContinuousClock.now

  static func member(
    _ id: UInt64, leader: UInt64 = 1, term: UInt64 = 5, contact: Contact = .answering,
    voter: Bool = true, committedAgo: Double? = 1, failing: ReadEvidence.Failure? = nil,
    pendingFor: Double? = nil, leaderlessFor: Double? = nil, answeredAgo: Double = 0.3,
    applied: UInt64 = 100, alarms: [Alarm.Kind] = [], trips: [Double] = [0.002, 0.002],
    termFor: Double = 60, previous: Verdict? = .healthy
  ) -> MemberEvidence {
    let report = StatusReport(
      clusterID: ClusterID(1), memberID: MemberID(id), revision: 1, version: "3.5.1", dbSize: 0,
      leader: MemberID(leaderlessFor == nil ? leader : 0), raftIndex: max(100, applied),
      raftAppliedIndex: applied, raftTerm: term, isLearner: !voter)
    return MemberEvidence(
      label: "n\(id)", id: MemberID(id), cluster: ClusterID(1), isVoter: voter, contact: contact,
      status: StatusEvidence(
        report: report, sentAt: now - .seconds(answeredAgo) - .milliseconds(2),
        answeredAt: now - .seconds(answeredAgo), termSince: now - .seconds(termFor),
        leaderlessSince: leaderlessFor.map { now - .seconds($0) },
        roundTrips: trips.map { .seconds($0) }, wasBehind: true),
      linearizable: ReadEvidence(
        successes: committedAgo.map {
          [ReadEvidence.Success(sentAt: now - .seconds($0), roundTrip: .milliseconds(3))]
        } ?? [],
        failure: failing, pendingSince: pendingFor.map { now - .seconds($0) }),
      alarms: alarms, previous: previous)
  }

  static func failure(
    since: Double = 2, count: Int = 2, timedOut: Bool = false
  ) -> ReadEvidence.Failure {
    ReadEvidence.Failure(
      since: now - .seconds(since), count: count, timedOut: timedOut, words: "timed out")
  }

  static func verdicts(_ members: [MemberEvidence]) -> [Verdict] {
    VerdictRules().judge(members, at: now).map(\.verdict)
  }

  static func reason(_ members: [MemberEvidence], of index: Int) -> String {
    VerdictRules().judge(members, at: now)[index].reason
  }
}

@Suite("VerdictRules")
struct VerdictRulesTests {
  private typealias It = Case

  @Test("Three members that answer and commit are healthy")
  func healthy() {
    let members = [It.member(1), It.member(2), It.member(3)]
    #expect(It.verdicts(members) == [.healthy, .healthy, .healthy])
    #expect(It.reason(members, of: 0) == "")
  }

  @Test("Refused, silent and never started are unreachable, each in its words")
  func unreachable() {
    let members = [
      It.member(1, contact: .failed("connection refused")),
      It.member(2, contact: .silent(since: Case.now - .milliseconds(2100))),
      It.member(3, contact: .unusable("added, but not started yet")),
      It.member(4),
    ]
    #expect(It.verdicts(members) == [.unreachable, .unreachable, .unreachable, .healthy])
    #expect(It.reason(members, of: 0) == "connection refused")
    #expect(It.reason(members, of: 1) == "no answer for 2.1 s")
    #expect(It.reason(members, of: 2) == "added, but not started yet")
  }

  @Test("Unreachable goes before everything else")
  func unreachableFirst() {
    let sick = It.member(
      1, contact: .failed("reset"), failing: It.failure(), leaderlessFor: 3, alarms: [.noSpace])
    #expect(It.verdicts([sick, It.member(2), It.member(3)])[0] == .unreachable)
  }

  @Test("Without a leader while another member commits is partitioned")
  func partitioned() {
    let members = [It.member(1), It.member(2), It.member(3, leaderlessFor: 1.5)]
    #expect(It.verdicts(members) == [.healthy, .healthy, .partitioned])
    #expect(It.reason(members, of: 2) == "knows no leader for 1.5 s while n1 commits")
  }

  @Test("A commit from before the trouble proves nothing: its witness is asked first")
  func witness() {
    let members = [
      It.member(1, committedAgo: 1.9), It.member(2, committedAgo: 1.9),
      It.member(3, leaderlessFor: 0.1, previous: .healthy),
    ]
    let judgements = VerdictRules().judge(members, at: Case.now)
    #expect(judgements[2].witnesses == [0, 1])
    #expect(judgements[2].isUndecided)
    #expect(judgements[2].verdict == .healthy)
  }

  @Test("At the end of an election a member is asked again before it is called partitioned")
  func confirmation() {
    let early = [
      It.member(1, committedAgo: 0.2),
      It.member(2, leaderlessFor: 1.5, answeredAgo: 0.4, previous: .noLeader),
    ]
    let judgements = VerdictRules().judge(early, at: Case.now)
    #expect(judgements[1].verdict == .noLeader)
    #expect(judgements[1].mustConfirm)
    let confirmed = [
      It.member(1, committedAgo: 0.2),
      It.member(2, leaderlessFor: 1.5, answeredAgo: 0.1, previous: .noLeader),
    ]
    #expect(It.verdicts(confirmed)[1] == .partitioned)
  }

  @Test("A witness that keeps its answer for too long is none")
  func silentWitness() {
    let members = [
      It.member(1, committedAgo: 1.9, pendingFor: 0.5),
      It.member(2, committedAgo: 1.9, pendingFor: 0.5), It.member(3, leaderlessFor: 0.6),
    ]
    #expect(It.verdicts(members)[2] == .noLeader)
  }

  @Test("Failing linearizable reads while another member commits are a partition")
  func failingReads() {
    let timedOut = [
      It.member(1), It.member(2), It.member(3, failing: It.failure(count: 1, timedOut: true)),
    ]
    #expect(It.verdicts(timedOut)[2] == .partitioned)
    let late = [It.member(1, committedAgo: 0.5), It.member(2), It.member(3, pendingFor: 1.25)]
    #expect(It.verdicts(late)[2] == .partitioned)
    #expect(
      It.reason(late, of: 2).hasPrefix("a linearizable read is unanswered for 1.2 s while n1"))
  }

  @Test("One failed read that did not time out decides nothing")
  func oneFailure() {
    let members = [It.member(1), It.member(2), It.member(3, failing: It.failure(count: 1))]
    #expect(It.verdicts(members)[2] == .healthy)
  }

  @Test("When nobody commits, all that answer have no leader")
  func election() {
    let members = [
      It.member(1, contact: .failed("connection refused")), It.member(2, leaderlessFor: 0.4),
      It.member(3, leaderlessFor: 0.7),
    ]
    #expect(It.verdicts(members) == [.unreachable, .noLeader, .noLeader])
    #expect(It.reason(members, of: 1) == "knows no leader for 400 ms")
  }

  @Test("A lost quorum is named with its numbers; learners don't count")
  func quorumLost() {
    let members = [
      It.member(1, contact: .failed("refused")), It.member(2, contact: .failed("refused")),
      It.member(3, leaderlessFor: 5), It.member(4, voter: false, leaderlessFor: 5),
    ]
    #expect(It.verdicts(members)[2...] == [.noLeader, .noLeader])
    #expect(
      It.reason(members, of: 2)
        == "knows no leader for 5.0 s; quorum lost: 1 of 3 voters answer")
  }

  @Test("The leader of a minority, without answers to its reads, is partitioned")
  func partitionedLeader() {
    let members = [
      It.member(1, leader: 1, term: 5, failing: It.failure(timedOut: true)),
      It.member(2, leader: 2, term: 6, committedAgo: 0.5), It.member(3, leader: 2, term: 6),
    ]
    #expect(It.verdicts(members) == [.partitioned, .healthy, .healthy])
  }

  @Test("Of two that claim to lead, the one of the earlier term is partitioned")
  func twoLeaders() {
    let members = [
      It.member(1, leader: 1, term: 5), It.member(2, leader: 2, term: 6, termFor: 1),
      It.member(3, leader: 2, term: 6),
    ]
    #expect(It.verdicts(members) == [.partitioned, .healthy, .healthy])
    #expect(It.reason(members, of: 0).contains("term 6, which n2 is in"))
  }

  @Test("A claim from before the later term was seen is an old answer, not a partition")
  func formerLeader() {
    let members = [
      It.member(1, leader: 1, term: 5, answeredAgo: 0.8),
      It.member(2, leader: 2, term: 6, answeredAgo: 0.1, termFor: 0.1), It.member(3, term: 5),
    ]
    #expect(It.verdicts(members) == [.healthy, .healthy, .healthy])
  }

  @Test("Diverging terms alone are no verdict")
  func divergingTerms() {
    let members = [It.member(1, term: 5), It.member(2, term: 5), It.member(3, term: 9)]
    #expect(It.verdicts(members) == [.healthy, .healthy, .healthy])
  }

  @Test("A learner's lack of linearizable reads is no fault, its lack of a leader is")
  func learner() {
    let refused = It.failure(count: 9)
    #expect(
      It.verdicts([
        It.member(1), It.member(2), It.member(3, voter: false, committedAgo: nil, failing: refused),
      ])[2] == .healthy)
    #expect(
      It.verdicts([It.member(1), It.member(2), It.member(3, voter: false, leaderlessFor: 2)])[2]
        == .partitioned)
  }

  @Test("A learner's commit proves nothing about a voter")
  func learnerIsNoWitness() {
    let members = [It.member(1, leaderlessFor: 2), It.member(2, voter: false)]
    #expect(It.verdicts(members)[0] == .noLeader)
  }

  @Test("Members of another cluster are no witnesses")
  func otherCluster() {
    var stranger = It.member(2)
    stranger.cluster = ClusterID(2)
    #expect(It.verdicts([It.member(1, leaderlessFor: 2), stranger])[0] == .noLeader)
  }

  @Test("The only member is judged by itself")
  func alone() {
    #expect(It.verdicts([It.member(1)]) == [.healthy])
    #expect(It.verdicts([It.member(1, failing: It.failure(timedOut: true))]) == [.noLeader])
  }

  @Test("An alarm goes before lag and slowness")
  func alarm() {
    let members = [
      It.member(1, applied: 5000),
      It.member(2, applied: 100, alarms: [.noSpace], trips: [0.9, 0.9]), It.member(3),
    ]
    #expect(It.verdicts(members)[1] == .alarm)
    #expect(It.reason(members, of: 1).hasPrefix("NOSPACE: writes are refused"))
  }

  @Test("What a worse verdict hides is told beside it")
  func furtherFindings() {
    let sick = It.member(2, applied: 1, alarms: [.noSpace], trips: [0.9, 0.9])
    let behind = It.member(1, applied: 5000)
    let judgement = VerdictRules().judge([behind, sick], at: Case.now)[1]
    #expect(judgement.verdict == .alarm)
    #expect(judgement.further.map(\.verdict) == [.slow])
    let cutOff = It.member(2, committedAgo: nil, leaderlessFor: 3, alarms: [.noSpace])
    let partitioned = VerdictRules().judge([It.member(1), cutOff], at: Case.now)[1]
    #expect(partitioned.verdict == .partitioned)
    #expect(partitioned.further.map(\.verdict) == [.alarm])
  }

  @Test("Lag is measured against what was told before the member was asked")
  func lag() {
    let behind = [It.member(1, answeredAgo: 0.5, applied: 5000), It.member(2, answeredAgo: 0.1)]
    #expect(It.verdicts(behind) == [.healthy, .lagging])
    let notYet = [It.member(1, answeredAgo: 0.1, applied: 5000), It.member(2, answeredAgo: 0.5)]
    #expect(It.verdicts(notYet) == [.healthy, .healthy])
  }

  @Test("Lagging ends at half the entries that it begins with")
  func lagHysteresis() {
    let leader = It.member(1, answeredAgo: 0.5, applied: 1700)
    #expect(It.verdicts([leader, It.member(2, answeredAgo: 0.1, applied: 1000)])[1] == .healthy)
    #expect(
      It.verdicts([leader, It.member(2, answeredAgo: 0.1, applied: 1000, previous: .lagging)])[1]
        == .lagging)
    #expect(
      It.verdicts([leader, It.member(2, answeredAgo: 0.1, applied: 1300, previous: .lagging)])[1]
        == .healthy)
  }

  @Test(
    "Slow is relative to the fastest member, within bounds, and needs two answers",
    arguments: [
      ([0.2, 0.2], [0.002, 0.002], .slow),
      ([0.2, 0.002], [0.002, 0.002], .healthy),
      ([0.2], [0.002, 0.002], .healthy),
      ([0.14, 0.14], [0.002, 0.002], .healthy),
      ([0.3, 0.3], [0.1, 0.1], .healthy),
      ([0.5, 0.5], [0.1, 0.1], .slow),
      ([0.9, 0.9], [0.5, 0.5], .healthy),
      ([1.1, 1.1], [0.5, 0.5], .slow),
    ] as [([Double], [Double], Verdict)])
  func slow(_ trips: [Double], _ fastest: [Double], _ verdict: Verdict) {
    #expect(It.verdicts([It.member(1, trips: fastest), It.member(2, trips: trips)])[1] == verdict)
  }

  @Test("Slow ends below two thirds of where it begins")
  func slowHysteresis() {
    let fast = It.member(1)
    #expect(It.verdicts([fast, It.member(2, trips: [0.12, 0.2], previous: .slow)])[1] == .slow)
    #expect(It.verdicts([fast, It.member(2, trips: [0.09, 0.2], previous: .slow)])[1] == .healthy)
  }
}
