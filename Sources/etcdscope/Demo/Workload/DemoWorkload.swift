import EtcdAPI
import EtcdClient
import EtcdModel
import GRPCTransport
import LocalCluster

/// The applications that live on the demo's cluster: a gentle load of reads, writes, lease renewals
/// and deletes. Runs in the cluster's host, through the fault proxies, as applications would.
enum DemoWorkload {
  private static let seed: UInt64 = 20_241_103

  /// Returns when the keyspace is in place; the applications go on until the process ends.
  static func start(_ members: [LocalMember]) async throws {
    let endpoints = try members.map { try Endpoint.parse($0.clientEndpoint) }
    let client = EtcdClient(
      configuration: ClientConfiguration(endpoints: endpoints), transport: try GRPCTransport())
    client.start()
    try await seed(client)
    Task { await live(client) }
  }

  /// In few transactions: etcd takes 128 operations and 1.5 MiB in one.
  static func seed(_ client: EtcdClient) async throws {
    var batch: [RequestOp] = []
    var size = 0
    for entry in DemoKeyspace.entries(seed: seed) {
      if batch.count == 100 || size + entry.value.count > 1 << 20 {
        try await commit(batch, client)
        (batch, size) = ([], 0)
      }
      batch.append(.put(PutRequest(key: entry.key, value: entry.value)))
      size += entry.key.bytes.count + entry.value.count
    }
    try await commit(batch, client)
  }

  /// Sent again after a failure: a member that has just started may close its first connections,
  /// and the same values put twice are the same keyspace.
  private static func commit(_ batch: [RequestOp], _ client: EtcdClient) async throws {
    for _ in 0..<20 {
      if (try? await client.txn(TxnRequest(success: batch))) != nil { return }
      try await Task.sleep(for: .milliseconds(200))
    }
    _ = try await client.txn(TxnRequest(success: batch))
  }

  private static func live(_ client: EtcdClient) async {
    await withDiscardingTaskGroup { group in
      for (name, pause) in [("orders", 400), ("invoices", 900), ("shipments", 1500)] {
        group.addTask { await SequenceCounter(name).run(client, every: .milliseconds(pause)) }
      }
      for (index, service) in ["cart", "catalogue", "checkout", "ledger"].enumerated() {
        for instance in 0..<2 {
          let address = "10.244.\(index).\(10 + instance)"
          group.addTask { await ServiceInstance(service, address: address).run(client) }
        }
      }
      for worker in ["worker-a", "worker-b"] {
        group.addTask { await LockContender(lock: "nightly-report", name: worker).run(client) }
      }
      group.addTask { await NodeHeartbeats().run(client) }
      group.addTask { await Rollouts().run(client) }
      group.addTask { await FeatureFlag("dark-mode").run(client) }
      group.addTask { await Reader().run(client) }
    }
  }
}

/// Takes a step again and again, whatever becomes of it: an application's next turn is its retry.
func repeating(every pause: Duration, _ step: () async throws -> Void) async {
  while !Task.isCancelled {
    try? await step()
    try? await Task.sleep(for: pause)
  }
}
