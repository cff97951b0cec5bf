import EtcdAPI
import EtcdClient
import EtcdModel
import LocalCluster
import Scenarios
import TestSupport
import Testing

/// The row of etcd's table that needs a learner, on a cluster of its own.
@Suite("K4: learners", .timeLimit(.minutes(10)))
struct LearnerTests {
  @Test("K4: a get fails on a learner alone, and succeeds with a voter beside it")
  func learner() async throws {
    try await withCluster(.single) { cluster in
      try await cluster.withLearner { learner in
        let endpoints = [learner] + (try cluster.endpoints())
        for count in 1...2 {
          let client = try EtcdClient.started(
            ClientConfiguration(endpoints: Array(endpoints.prefix(count))))
          try await until("all are connected") { client.ready.count == count }
          var failures: [EtcdError] = []
          for _ in 0..<6 {
            do throws(EtcdError) {
              try await Operation.linearizableGet.run(by: client, timeout: .seconds(5))
            } catch {
              failures.append(error)
            }
          }
          #expect(failures.count == (count == 1 ? 6 : 0), "\(failures)")
          #expect(failures.allSatisfy { $0.message.contains("learner") }, "\(failures)")
          await client.shutDown()
        }
      }
    }
  }
}
