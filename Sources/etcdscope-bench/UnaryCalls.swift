import EtcdAPI
import EtcdClient
import EtcdModel
import GRPCTransport
import LocalCluster

/// The client's own CPU time per unary call with 64 in flight on three members.
enum UnaryCalls {
  private static let inFlight = 64
  private static let calls = 40_000
  private static let rounds = 5

  static func measure(_ program: String) async throws -> [Row] {
    let cluster = try await LocalCluster.start(.bench(program))
    let client = EtcdClient(
      configuration: ClientConfiguration(
        endpoints: try cluster.members.map { try Endpoint.parse($0.directEndpoint) },
        policy: .roundRobin),
      transport: try GRPCTransport())
    client.start()
    let key = Key("bench")
    let put = PutRequest(key: key, value: Array(repeating: 0x61, count: 100))
    _ = try await client.put(put)

    var rows: [Row] = []
    rows.append(
      try await row("serializable read") {
        _ = try await client.range(RangeRequest(range: .single(key), isSerializable: true))
      })
    rows.append(
      try await row("linearizable read") {
        _ = try await client.range(RangeRequest(range: .single(key)))
      })
    rows.append(try await row("put") { _ = try await client.put(put) })
    await client.shutDown()
    await cluster.stop()
    return rows
  }

  /// Median of the rounds, after one to warm up.
  private static func row(
    _ name: String, _ call: @escaping @Sendable () async throws -> Void
  ) async throws -> Row {
    try await load(calls / 4, call)
    var samples: [Double] = []
    for _ in 0..<rounds {
      let before = ProcessUsage.ownCPU
      try await load(calls, call)
      samples.append((ProcessUsage.ownCPU - before).microseconds / Double(calls))
    }
    return Row(name: "\(name), 64 in flight: client CPU", unit: "µs", ours: median(samples))
  }

  private static func load(
    _ count: Int, _ call: @escaping @Sendable () async throws -> Void
  ) async throws {
    try await withThrowingTaskGroup { group in
      for _ in 0..<inFlight {
        group.addTask {
          for _ in 0..<count / inFlight { try await call() }
        }
      }
      try await group.waitForAll()
    }
  }
}
