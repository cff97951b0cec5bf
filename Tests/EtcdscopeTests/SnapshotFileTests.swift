import EtcdAPI
import EtcdClient
import EtcdModel
import GRPCTransport
import LocalCluster
import Synchronization
import TestSupport
import Testing

@testable import etcdscope

@Suite(.timeLimit(.minutes(10))) struct SnapshotFileTests {
  @Test("a snapshot is saved whole, etcdctl can restore it, and a cancelled one leaves nothing")
  func save() async throws {
    try await withCluster(.single) { cluster in
      try await withTemporaryFolder { folder in
        try await withClient(of: cluster) { client, endpoint in
          for number in 0..<8 {
            _ = try await client.put(
              PutRequest(key: Key("\(number)"), value: Array(repeating: 7, count: 1 << 20)))
          }
          let path = "\(folder)/saved"
          let steps = Mutex<[SnapshotProgress]>([])
          let size = try await SnapshotFile.save(client.member(at: endpoint), to: path) { step in
            steps.withLock { $0.append(step) }
          }
          let received = steps.withLock { $0.map(\.received) }
          #expect(received.count > 8 && received == received.sorted())
          let length = try await Command.run("stat", ["-c", "%s %a", path])
          #expect(length.output == "\(size) 600\n")
          let restored = try await Command.run(
            "etcdctl", ["snapshot", "restore", path, "--data-dir", "\(folder)/restored"],
            package: "etcd-client", environment: ["ETCDCTL_API=3"])
          #expect(restored.hasSucceeded, "\(restored.output)")

          // A connection so slow that it is cancelled on its way.
          try await cluster.inject(.delay(milliseconds: 200), on: 0)
          let never = "\(folder)/never"
          let begun = Mutex(false)
          let saving = Task {
            try await SnapshotFile.save(client.member(at: endpoint), to: never) { _ in
              begun.withLock { $0 = true }
            }
          }
          try await until("it has begun") { begun.withLock(\.self) }
          saving.cancel()
          let error = await #expect(throws: EtcdError.self) { try await saving.value }
          #expect(error?.code == .cancelled)
          let left = try await Command.run("ls", [folder])
          #expect(left.output == "restored\nsaved\n")
          try await until("its connection is closed") {
            !client.connections().contains { $0.role == .streams }
          }
        }
      }
    }
  }

  private func withClient(
    of cluster: LocalCluster, _ body: (EtcdClient, Endpoint) async throws -> Void
  ) async throws {
    let endpoint = try Endpoint.parse(cluster.members[0].clientEndpoint)
    let client = EtcdClient(
      configuration: ClientConfiguration(endpoints: [endpoint]),
      transport: try GRPCTransport(options: GRPCTransportOptions()))
    client.start()
    do {
      try await body(client, endpoint)
      await client.shutDown()
    } catch {
      await client.shutDown()
      throw error
    }
  }
}
