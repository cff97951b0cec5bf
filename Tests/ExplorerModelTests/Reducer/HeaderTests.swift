import EtcdModel
import Testing

@testable import ExplorerModel

@Suite("The header and the cluster's state")
struct HeaderTests {
  private func member(_ name: String, _ verdict: Verdict, isStale: Bool = false, size: Int64 = 10)
    -> MemberSnapshot
  {
    let status = StatusReport(
      clusterID: ClusterID(1), memberID: MemberID(2), revision: 40 + size, version: "3.5.1",
      dbSize: size, dbSizeInUse: size / 2, leader: MemberID(2), raftIndex: 1, raftAppliedIndex: 1,
      raftTerm: 3)
    return MemberSnapshot(
      endpoint: .test, name: name, verdict: verdict, role: name == "n1" ? .leader : .follower,
      status: status, answeredAt: .now, isStale: isStale)
  }

  @Test("It counts members, names the leader and shows the largest backend")
  func facts() {
    var robot = Robot(options: ExplorerOptions(clusterName: "prod"))
    #expect(robot.state.header.members == 0)
    robot.send(
      .cluster(
        ClusterSnapshot(
          takenAt: .now,
          members: [
            member("n1", .healthy), member("n2", .healthy, size: 30),
            member("n3", .unreachable, isStale: true, size: 99),
          ])))
    let header = robot.state.header
    #expect(header.clusterName == "prod")
    #expect(header.membersUp == 2)
    #expect(header.members == 3)
    #expect(header.leader == "n1")
    #expect(header.term == 3)
    #expect(header.revision == 70)
    #expect(header.dbSize == 30)
    #expect(header.dbSizeInUse == 15)
    #expect(header.isReadOnly)
    #expect(!header.isDemo)
  }

  @Test("A stale leader is not shown as the leader")
  func staleLeader() {
    var robot = Robot()
    let snapshot = ClusterSnapshot(
      takenAt: .now, members: [member("n1", .unreachable, isStale: true)])
    robot.send(.cluster(snapshot))
    #expect(robot.state.header.leader == nil)
    #expect(robot.state.header.revision == nil)
    #expect(!robot.state.isReachable)
  }

  @Test("Endpoints that can't be used say why and when they are tried again")
  func troubles() {
    var robot = Robot()
    let next = robot.state.now + .seconds(2)
    let report = ConnectionReport(
      endpoint: .test, role: .calls, state: .transientFailure(reason: "connection refused"),
      since: .now, nextAttempt: next)
    let endpoints = [EndpointLatency(endpoint: .test, connections: [report])]
    robot.send(.traffic(TrafficSnapshot(takenAt: .now, endpoints: endpoints)))
    #expect(
      robot.state.troubles == [
        EndpointTrouble(endpoint: .test, reason: "connection refused", nextAttempt: next)
      ])
  }

  @Test("The time of day follows the clock, past midnight too")
  func wallClock() {
    let now = ContinuousClock.Instant.now
    let clock = WallClock(instant: now, millisecondsOfDay: 86_399_000)
    #expect(clock.millisecondsOfDay(at: now + .milliseconds(1500)) == 500)
    #expect(clock.millisecondsOfDay(at: now - .seconds(86_399)) == 0)
  }
}
