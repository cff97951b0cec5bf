import EtcdAPI
import EtcdClient
import EtcdModel
import GRPCTransport
import LocalCluster
import Scenarios
import TestSupport
import Testing

/// How many connections a policy holds, counted where they end: on the members' side.
@Suite("C: connections", .serialized, .sharedCluster, .timeLimit(.minutes(10)))
struct ConnectionCountTests {
  @Test("each switch of policy under load drops no call and leaves the connections that it wants")
  func switchesLive() async throws {
    let cluster = try SharedCluster.get()
    // Without a watch and the member-status service, *calls* connections are all that there is.
    let client = try EtcdClient.started(ClientConfiguration(endpoints: cluster.endpoints()))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          while !Task.isCancelled {
            do throws(EtcdError) {
              try await Operation.linearizableGet.run(by: client, timeout: .seconds(5))
            } catch {
              if error.code != .cancelled { throw error }
            }
            try? await Task.sleep(for: .milliseconds(2))
          }
        }
      }
      for policy in BalancerName.allCases + [.pinnedHealth, .roundRobin, .pinnedHealth, .pinned] {
        client.setPolicy(policy)
        let wanted = policy == .pinnedHealth ? [0, 0, 1] : [1, 1, 1]
        try await until("\(policy) holds \(wanted) connections") {
          try cluster.connectionsHeld().sorted() == wanted
            && client.ready.count == wanted.reduce(0, +)
        }
      }
      group.cancelAll()
      try await group.waitForAll()
    }
    await client.shutDown()
    try await until("none is left") { try cluster.connectionsHeld() == [0, 0, 0] }
  }

  @Test("a watch and the member-status service have connections of their own, closed with them")
  func roles() async throws {
    let cluster = try SharedCluster.get()
    let client = try EtcdClient.started(ClientConfiguration(endpoints: cluster.endpoints()))
    try await until("calls") { try cluster.connectionsHeld() == [1, 1, 1] }
    let watches = (0..<5).map { _ in WatchRecorder(client.watch(.all)) }
    try await until("one stream") { try cluster.connectionsHeld().sorted() == [1, 1, 2] }
    for watch in watches { watch.stop() }
    try await until("no stream") { try cluster.connectionsHeld() == [1, 1, 1] }
    await client.shutDown()
    try await until("none is left") { try cluster.connectionsHeld() == [0, 0, 0] }
  }
}
