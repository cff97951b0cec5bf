import EtcdAPI
import EtcdClient
import EtcdModel
import GRPCTransport
import LocalCluster
import Platform

/// A million events replayed to one watch: the client's CPU time an event, its memory, and whether
/// any was lost; beside `etcdctl watch`, which prints them too.
enum WatchReplay {
  private static let events = 1_000_000
  /// The most operations that etcd's default takes in one transaction.
  private static let batch = 125

  static func measure(_ program: String) async throws -> [Row] {
    var options = ClusterOptions.bench(program)
    options.memberCount = 1
    let cluster = try await LocalCluster.start(options)
    let endpoint = cluster.members[0].directEndpoint
    let client = EtcdClient(
      configuration: ClientConfiguration(endpoints: [try Endpoint.parse(endpoint)]),
      transport: try GRPCTransport())
    client.start()
    try await write(client)
    let before = ProcessUsage.ownCPU
    let memory = ProcessUsage.ownPeakMemory
    let (taken, lost) = await replay(client)
    let cpu = (ProcessUsage.ownCPU - before).microseconds / Double(max(1, taken))
    let other = try etcdctl(endpoint)
    await client.shutDown()
    await cluster.stop()
    return [
      Row(
        name: "replay of 1M events: client CPU an event", unit: "µs", ours: cpu,
        other: other.map { ("etcdctl watch", $0.cpu) }, goal: 0.5),
      Row(
        name: "replay of 1M events: peak memory above the start", unit: "MB",
        ours: Double(ProcessUsage.ownPeakMemory - memory) / 1e6,
        other: other.map { ("etcdctl watch", $0.memory) }),
      Row(
        name: "replay of 1M events: not delivered", unit: "events",
        ours: Double(events - taken + lost), goal: 0),
    ]
  }

  private static func write(_ client: EtcdClient) async throws {
    var number = 0
    while number < events {
      let operations = (number..<number + batch).map { place in
        RequestOp.put(
          PutRequest(
            key: Key("/replay/\(place % 10_000)"), value: Array(repeating: 0x61, count: 64)))
      }
      _ = try await client.txn(TxnRequest(success: operations))
      number += batch
    }
  }

  private static func replay(_ client: EtcdClient) async -> (taken: Int, lost: Int) {
    var taken = 0
    var lost = 0
    let updates = client.watch(
      .prefix(Array("/replay/".utf8)), options: WatchOptions(startRevision: 1))
    for await update in updates {
      switch update {
      case .events(let events, _): taken += events.count
      case .overflow(let count): lost += count
      default: continue
      }
      if taken + lost >= events { break }
    }
    return (taken, lost)
  }

  /// nil where there is no etcdctl.
  private static func etcdctl(_ endpoint: String) throws -> (cpu: Double, memory: Double)? {
    guard let path = Executable.find("etcdctl") else { return nil }
    let pipe = try Pipe()
    let child = try ChildProcess.start(
      path, ["--endpoints", endpoint, "watch", "--prefix", "/replay/", "--rev", "1"],
      environment: ["ETCDCTL_API=3"] + Environment.lines, input: .null(), output: pipe.writing,
      error: .null())
    defer {
      child.send(.kill)
      _ = child.waitForExit()
    }
    // Three lines an event: its kind, its key and its value.
    var lines = 0
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while lines < events * 3, case .bytes(let count) = pipe.reading.read(into: &buffer) {
      lines += buffer[..<count].count { $0 == UInt8(ascii: "\n") }
    }
    guard let usage = ProcessUsage(of: child.pid) else { return nil }
    return (usage.cpu.microseconds / Double(events), Double(usage.peakResident) / 1e6)
  }
}
