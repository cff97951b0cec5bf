import EtcdAPI
import EtcdClient
import EtcdModel
import LocalCluster
import Scenarios
import TestSupport
import Testing

/// Group P of etcd's connectivity tests: a member is cut off from its peers, and the client can't
/// see that on its connection.
@Suite("P: partitions", .serialized, .sharedCluster, .timeLimit(.minutes(10)))
struct PartitionTests {
  @Test(
    "P1–P6: a call succeeds, begun on the partitioned member",
    arguments: [
      Row("P1", .put, within: .seconds(1), failures: 4),
      Row("P2", .delete, within: .seconds(1), failures: 4),
      Row("P3", .txn, within: .seconds(1), failures: 4),
      Row("P4", .linearizableGet, within: .seconds(7)),
      Row("P5", .linearizableGet, within: .seconds(1), failures: 4),
      Row("P6", .serializableGet, within: .seconds(1)),
    ])
  func call(row: Row) async throws {
    let cluster = try SharedCluster.get()
    try await cluster.withSubject(first: 0) { subject in
      try await cluster.during(.partition, on: [0]) { try await row.run(by: subject.client) }
    }
  }

  @Test("P7: a linearizable get succeeds when the leader is isolated, in one call")
  func leaderElection() async throws {
    let cluster = try SharedCluster.get()
    let leader = try await cluster.leader()
    try await cluster.withSubject(members: [leader, (leader + 1) % 3]) { subject in
      try await cluster.during(.partition, on: [leader]) {
        try await Operation.linearizableGet.run(by: subject.client, timeout: .seconds(15))
      }
    }
  }

  @Test(
    "P8, P9: a watch that requires a leader hears \"no leader\" within 5 s on the only endpoint",
    arguments: [("P8", true), ("P9", false)])
  func watch(row: String, onLeader: Bool) async throws {
    let cluster = try SharedCluster.get()
    let leader = try await cluster.leader()
    let victim = onLeader ? leader : (leader + 1) % 3
    try await cluster.withSubject(members: [victim]) { subject in
      let watch = WatchRecorder(subject.client.watch(.single(Key("p8"))))
      try await until("the watch runs") { watch.endpoint != nil }
      try await cluster.during(.partition, on: [victim]) {
        try await until(within: .seconds(5), "the watch hears of it") {
          watch.updates.contains { update in
            if case .disconnected(let reason, _) = update {
              reason.contains("no leader")
            } else {
              false
            }
          }
        }
        #expect(watch.events.isEmpty)
      }
    }
  }

  /// etcd's own client gives its caller "leader changed" first; here that is tried again within the
  /// call.
  @Test("P10: a follower serves linearizable gets while the leader is isolated")
  func dropRead() async throws {
    let cluster = try SharedCluster.get()
    let leader = try await cluster.leader()
    let row = Row("P10", .linearizableGet, within: .seconds(10), failures: 4)
    try await cluster.withSubject(members: [(leader + 1) % 3]) { subject in
      try await cluster.during(.partition, on: [leader]) { try await row.run(by: subject.client) }
    }
  }
}
