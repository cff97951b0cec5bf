import EtcdAPI
import EtcdClient
import EtcdModel
import LocalCluster
import ProgramShell
import Scenarios
import TestSupport
import Testing

/// Group S of etcd's connectivity tests: members are terminated.
@Suite("S: shutdowns", .serialized, .sharedCluster, .timeLimit(.minutes(10)))
struct ShutdownTests {
  @Test("S1: a watch on the leader delivers one event within 7 s of the leader's end")
  func watch() async throws {
    let cluster = try SharedCluster.get()
    let leader = try await cluster.leader()
    try await cluster.withSubject { subject in
      let options = WatchOptions(requiresLeader: false)
      let watch = try await self.watch(on: leader, of: cluster, by: subject, options)
      try await cluster.during(.stop, on: [leader]) {
        let other = (leader + 1) % 3
        try await cluster.withSubject(members: [other]) { writer in
          let put = PutRequest(key: Key("s1"), value: [7])
          _ = try await writer.client.put(put, options: CallOptions(timeout: .seconds(7)))
        }
        try await until(within: .seconds(7), "the event arrives") { !watch.events.isEmpty }
      }
      #expect(watch.events.map(\.keyValue.value) == [[7]])
    }
  }

  /// A watch on the wanted member: the balancer chooses, so that it takes a few.
  private func watch(
    on member: Int, of cluster: LocalCluster, by subject: ClusterConnection, _ options: WatchOptions
  ) async throws -> WatchRecorder {
    let endpoint = try cluster.endpoints()[member]
    while true {
      let watch = WatchRecorder(subject.client.watch(.single(Key("s1")), options: options))
      try await until("the watch runs") { watch.endpoint != nil }
      if watch.endpoint == endpoint { return watch }
      watch.stop()
      try await until("its stream is closed") {
        !subject.client.connections().contains { $0.role == .streams }
      }
    }
  }

  /// Where etcd's tests wait for a second, this waits for a leader among those that are left.
  @Test(
    "S2–S6: a call succeeds after a member was terminated",
    arguments: [
      Row("S2", .put, within: .seconds(1)), Row("S3", .delete, within: .seconds(1)),
      Row("S4", .txn, within: .seconds(1)), Row("S5", .linearizableGet, within: .seconds(7)),
      Row("S6", .serializableGet, within: .seconds(2)),
    ])
  func call(row: Row) async throws {
    let cluster = try SharedCluster.get()
    try await cluster.withSubject { subject in
      try await cluster.during(.stop, on: [0]) {
        try await until("the others are well") {
          let one = await cluster.isHealthy(1)
          let two = await cluster.isHealthy(2)
          return one && two
        }
        try await row.run(by: subject.client)
      }
    }
  }

  /// The client knows two members, both are stopped in either order, and the one that it began on
  /// comes back while it waits.
  @Test(
    "S7, S8: a get in flight survives that both members are stopped and one is restarted",
    arguments: [
      ("S7", Operation.linearizableGet, true, true), ("S7", .linearizableGet, false, false),
      ("S7", .linearizableGet, true, false), ("S7", .linearizableGet, false, true),
      ("S8", .serializableGet, true, true), ("S8", .serializableGet, false, false),
      ("S8", .serializableGet, true, false), ("S8", .serializableGet, false, true),
    ])
  func inFlight(
    row: String, operation: Operation, onLeader: Bool, stopsItFirst: Bool
  ) async throws {
    let cluster = try SharedCluster.get()
    let leader = try await cluster.leader()
    let pinned = onLeader ? leader : (leader + 1) % 3
    let other = onLeader ? (leader + 1) % 3 : leader
    try await cluster.withSubject(members: [pinned, other], first: pinned) { subject in
      let order = stopsItFirst ? [pinned, other] : [other, pinned]
      try await cluster.during(.stop, on: order) {
        async let get: Void = operation.run(by: subject.client, timeout: .seconds(7))
        try await cluster.inject(.restart, on: pinned)
        do {
          try await get
        } catch {
          try await operation.run(by: subject.client, timeout: .seconds(7))
        }
      }
    }
  }
}
