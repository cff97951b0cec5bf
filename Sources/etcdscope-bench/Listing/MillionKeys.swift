import EtcdAPI
import EtcdClient
import EtcdModel
import GRPCTransport
import LocalCluster

/// A million keys on one member, shaped as Kubernetes' are.
struct MillionKeys {
  static let prefix = "/registry/"
  static let pods = 500_000
  private static let kinds = [
    ("configmaps", 100_000), ("events", 240_000), ("leases", 5_000), ("pods", pods),
    ("secrets", 155_000),
  ]
  static let count = kinds.reduce(0) { $0 + $1.1 }
  /// The most operations that etcd's default takes in one transaction.
  private static let batch = 125
  /// Written again at the end, as keys of a cluster in use are: what a short watch finds.
  private static let recent = 250
  private static let value = [UInt8](repeating: 0x61, count: 100)

  let cluster: LocalCluster
  let client: EtcdClient

  static func start(_ program: String) async throws -> MillionKeys {
    var options = ClusterOptions.bench(program)
    options.memberCount = 1
    let cluster = try await LocalCluster.start(options)
    let client = EtcdClient(
      configuration: ClientConfiguration(
        endpoints: [try Endpoint.parse(cluster.members[0].directEndpoint)]),
      transport: try GRPCTransport())
    client.start()
    let store = MillionKeys(cluster: cluster, client: client)
    try await store.write()
    return store
  }

  func stop() async {
    await client.shutDown()
    await cluster.stop()
  }

  var endpoint: String { cluster.members[0].directEndpoint }

  /// What the member has used so far.
  var serverCPU: Duration {
    cluster.members[0].pid.flatMap { ProcessUsage(of: $0)?.cpu } ?? .zero
  }

  /// The key of a kind at a place in their order.
  static func key(_ kind: String, _ place: Int) -> Key {
    func padded(_ number: Int) -> String { String(String(number + 10_000).dropFirst()) }
    return Key("\(prefix)\(kind)/ns-\(padded(place / 500))/name-\(padded(place % 500))")
  }

  private func write() async throws {
    for (kind, count) in Self.kinds {
      for start in stride(from: 0, to: count, by: Self.batch) {
        try await put((start..<min(start + Self.batch, count)).map { Self.key(kind, $0) })
      }
    }
    for number in 0..<Self.recent {
      let (kind, count) = Self.kinds[number % Self.kinds.count]
      try await put([Self.key(kind, number * 7919 % count)])
    }
  }

  /// Writes events of one kind again until it is cancelled, so many a second, each batch a revision.
  func change(eventsPerSecond rate: Int) async {
    let start = ContinuousClock.now
    var written = 0
    while !Task.isCancelled {
      let places = written..<written + Self.batch
      guard (try? await put(places.map { Self.key("events", $0 * 31 % 240_000) })) != nil
      else { return }
      written += Self.batch
      try? await Task.sleep(until: start + .seconds(1) * written / rate, clock: .continuous)
    }
  }

  private func put(_ keys: [Key]) async throws(EtcdError) {
    _ = try await client.txn(
      TxnRequest(success: keys.map { .put(PutRequest(key: $0, value: Self.value)) }))
  }
}
