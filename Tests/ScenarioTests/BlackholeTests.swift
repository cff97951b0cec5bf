import EtcdAPI
import EtcdClient
import EtcdModel
import LocalCluster
import Scenarios
import TestSupport
import Testing

/// Group B of etcd's connectivity tests: packets between the client and a member vanish.
@Suite("B: blackholes", .serialized, .sharedCluster, .timeLimit(.minutes(10)))
struct BlackholeTests {
  @Test("B1: a watch moves off a blackholed member within 6.5 s, and back when the other is")
  func watch() async throws {
    let cluster = try SharedCluster.get()
    try await cluster.withSubject(members: [0, 1]) { subject in
      let watch = WatchRecorder(subject.client.watch(.single(Key("b1"))))
      try await until("the watch runs") { watch.endpoint != nil }
      for round in 1...2 {
        let victim = try #require(try cluster.endpoints().firstIndex { $0 == watch.endpoint })
        try await cluster.during(.blackhole, on: [victim]) {
          try await cluster.withSubject(members: [1 - victim]) { other in
            _ = try await other.client.put(PutRequest(key: Key("b1"), value: [1]))
          }
          try await until(within: .milliseconds(6500), "the event arrives") {
            watch.events.count == round
          }
        }
      }
      #expect(!watch.updates.contains { if case .gap = $0 { true } else { false } })
    }
  }

  /// etcd allows 5 s for one call, as nothing in its client notices the member's silence.
  @Test(
    "B2–B6: a call succeeds within five tries of 1 s",
    arguments: [
      Row("B2", .put, within: .seconds(1), failures: 4),
      Row("B3", .delete, within: .seconds(1), failures: 4),
      Row("B4", .txn, within: .seconds(1), failures: 4),
      Row("B5", .linearizableGet, within: .seconds(5)),
      Row("B6", .serializableGet, within: .seconds(5)),
    ])
  func call(row: Row) async throws {
    let cluster = try SharedCluster.get()
    try await cluster.withSubject(members: [0, 1]) { subject in
      try await cluster.during(.blackhole, on: [0]) { try await row.run(by: subject.client) }
    }
  }
}
