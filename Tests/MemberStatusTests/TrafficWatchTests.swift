import EtcdModel
import Testing

@testable import MemberStatus

@Suite("TrafficWatch")
struct TrafficWatchTests {
  private static let now = ContinuousClock.now

  private let cluster = ClusterSnapshot(
    takenAt: now,
    members: (1...3).map {
      MemberSnapshot(
        endpoint: SimulatedCluster.endpoint($0), id: MemberID(UInt64($0)), name: "n\($0)",
        verdict: .healthy)
    })

  private func traffic(
    _ state: ConnectionState = .ready, role: ConnectionRole = .calls, choices: [Int] = [1, 2, 3]
  ) -> TrafficSnapshot {
    TrafficSnapshot(
      takenAt: Self.now, policy: "health-aware",
      endpoints: (1...3).map { number in
        let endpoint = SimulatedCluster.endpoint(number)
        return EndpointLatency(
          endpoint: endpoint,
          connections: [
            ConnectionReport(
              endpoint: endpoint, role: role, state: number == 2 ? state : .ready, since: Self.now)
          ],
          takesCalls: choices.contains(number))
      })
  }

  private func words(_ observed: [TrafficSnapshot]) -> [String] {
    var timeline = TimelineMachine()
    for traffic in observed { timeline.observe(cluster, traffic: traffic) }
    return timeline.entries.map(\.words)
  }

  @Test("A connection that breaks and comes back is two entries, and its opening none")
  func connection() {
    let failure = ConnectionState.transientFailure(reason: "refused")
    #expect(
      words([
        traffic(.connecting), traffic(), traffic(failure), traffic(.connecting), traffic(failure),
        traffic(),
      ]) == ["n2: calls connection down: refused", "n2: calls connection up"])
    #expect(words([traffic(role: .status), traffic(failure, role: .status)]).isEmpty)
  }

  @Test("Calls that go elsewhere are an entry, a moment without any choice is none")
  func picks() {
    #expect(
      words([
        traffic(), traffic(choices: [1, 3]), traffic(choices: []), traffic(choices: [1, 3]),
        traffic(),
      ]) == [
        "picks moved: n1, n2, n3 → n1, n3 (health-aware)",
        "picks moved: n1, n3 → n1, n2, n3 (health-aware)",
      ])
  }
}
