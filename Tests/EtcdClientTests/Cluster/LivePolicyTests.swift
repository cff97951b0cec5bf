import EtcdAPI
import EtcdModel
import LocalCluster
import TestSupport
import Testing

@testable import EtcdClient

@Suite(.timeLimit(.minutes(2))) struct LivePolicyTests {
  @Test("on a real cluster every switch of policy drops no call, and leaves the wanted connections")
  func switchesLive() async throws {
    try await withCluster(.members(3)) { cluster in
      try await cluster.withClient { client in
        try await withThrowingTaskGroup(of: Void.self) { group in
          for _ in 0..<4 {
            group.addTask {
              while !Task.isCancelled {
                do throws(EtcdError) {
                  _ = try await client.range(RangeRequest(range: .single(Key("missing"))))
                } catch {
                  if error.code != .cancelled { throw error }
                }
                try? await Task.sleep(for: .milliseconds(2))
              }
            }
          }
          for name in BalancerName.allCases + [.pinnedHealth, .roundRobin] {
            client.setPolicy(name)
            try await until("\(name) holds its connections") {
              let calls = client.connections().filter { $0.role == .calls }
              return calls.count == name.connections(among: 3)
                && calls.allSatisfy { $0.state == .ready }
            }
          }
          group.cancelAll()
          try await group.waitForAll()
        }
      }
    }
  }
}
