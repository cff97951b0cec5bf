import EtcdModel
import Testing

@testable import MemberStatus

@Suite("AlarmWatch")
struct AlarmWatchTests {
  private static let now = ContinuousClock.now

  private func snapshot(
    lag: UInt64? = 0, size: Int64 = 10, days: Int = 100, leader: UInt64 = 1
  ) -> ClusterSnapshot {
    let members = [UInt64(1), 2].map { id in
      MemberSnapshot(
        endpoint: SimulatedCluster.endpoint(Int(id)), id: MemberID(id), name: "n\(id)",
        verdict: .healthy, role: id == leader ? .leader : .follower,
        status: StatusReport(
          clusterID: ClusterID(1), memberID: MemberID(id), revision: 1, version: "3.6.0",
          dbSize: id == 2 ? size : 10, leader: MemberID(leader), raftIndex: 100,
          raftAppliedIndex: 100, raftTerm: leader),
        answeredAt: Self.now, lag: id == 2 ? lag : 0,
        quota: DatabaseQuota(bytes: 100, source: .member),
        certificate: MemberCertificate(
          names: ["n\(id)"], expires: Self.now + .seconds(86_400 * (id == 2 ? days : 100) + 60)))
    }
    return ClusterSnapshot(clusterID: ClusterID(1), takenAt: Self.now, members: members)
  }

  /// What the timeline says about rules, snapshot by snapshot.
  private func words(
    _ rule: AlarmRule, _ snapshots: [ClusterSnapshot], traffic: TrafficSnapshot? = nil
  ) -> [String] {
    var timeline = TimelineMachine(rules: [rule])
    for snapshot in snapshots { timeline.observe(snapshot, traffic: traffic) }
    return timeline.entries.filter { $0.change.kind.hasPrefix("rule") }.map(\.words)
  }

  @Test("A rule is told once when it is broken, not while it wavers, and once when it is over")
  func lag() {
    let lags: [UInt64?] = [0, 101, 120, 95, 101, nil, 101, 80, 0]
    #expect(
      words(.lag(above: 100), lags.map { snapshot(lag: $0) }) == [
        "n2: lag>100: 101 entries behind", "n2: lag>100 no longer",
      ])
  }

  @Test("What is broken from the start is told at the start")
  func fromTheStart() {
    #expect(
      words(.quota(percentAbove: 80), [snapshot(size: 90)])
        == ["n2: quota>80%: 90 % of its quota are used"])
    #expect(
      words(.certificate(daysBelow: 14), [snapshot(days: 13), snapshot(days: 13)])
        == ["n2: certificate<14d: its certificate ends in 13 days"])
    #expect(
      words(.certificate(daysBelow: 14), [snapshot(days: -3)])
        == ["n2: certificate<14d: its certificate has expired"])
  }

  @Test("Another leader breaks the rule each time, the first one does not")
  func leaderChange() {
    #expect(
      words(.leaderChange, [snapshot(), snapshot(leader: 2), snapshot(leader: 2)])
        == ["leader-change: leader n1 → n2, term 2"])
  }

  @Test("Latency is that of the member's endpoint")
  func latency() {
    let slow = EndpointLatency(
      endpoint: SimulatedCluster.endpoint(2), p99: .milliseconds(300))
    let traffic = TrafficSnapshot(takenAt: Self.now, endpoints: [slow])
    #expect(
      words(.p99(above: .milliseconds(200)), [snapshot()], traffic: traffic)
        == ["n2: p99>200ms: p99 is 300 ms"])
    #expect(words(.p99(above: .milliseconds(200)), [snapshot()]).isEmpty)
  }
}
