import EtcdAPI
import EtcdClient
import EtcdModel
import GRPCTransport
import LocalCluster
import Platform

/// A million keys on one member: listed to their end beside `etcdctl get --prefix --keys-only`, and
/// opened on the screen.
enum KeyListing {
  private static let kinds = [
    ("configmaps", 100_000), ("events", 240_000), ("leases", 5_000), ("pods", 500_000),
    ("secrets", 155_000),
  ]
  private static let batch = 125
  /// Written again at the end, as keys of a cluster in use are: what a short watch finds.
  private static let recent = 250
  private static let patience: Duration = .seconds(30)

  static func measure(_ program: String) async throws -> [Row] {
    var options = ClusterOptions.bench(program)
    options.memberCount = 1
    let cluster = try await LocalCluster.start(options)
    let endpoint = cluster.members[0].directEndpoint
    try await write(to: endpoint)
    var rows = try listed(program, endpoint)
    rows += try opened(program, endpoint, member: cluster.members[0].pid)
    await cluster.stop()
    return rows
  }

  private static func key(_ kind: String, _ place: Int) -> Key {
    func padded(_ number: Int) -> String { String(String(number + 10_000).dropFirst()) }
    return Key("/registry/\(kind)/ns-\(padded(place / 500))/name-\(padded(place % 500))")
  }

  private static func write(to endpoint: String) async throws {
    let client = EtcdClient(
      configuration: ClientConfiguration(endpoints: [try Endpoint.parse(endpoint)]),
      transport: try GRPCTransport())
    client.start()
    let value = [UInt8](repeating: 0x61, count: 100)
    for (kind, count) in kinds {
      for start in stride(from: 0, to: count, by: batch) {
        let operations = (start..<min(start + batch, count)).map { place in
          RequestOp.put(PutRequest(key: key(kind, place), value: value))
        }
        _ = try await client.txn(TxnRequest(success: operations))
      }
    }
    for number in 0..<recent {
      let (kind, count) = kinds[number % kinds.count]
      let place = number * 7919 % count
      _ = try await client.put(PutRequest(key: key(kind, place), value: value))
    }
    await client.shutDown()
  }

  // All keys.

  private static func listed(_ program: String, _ endpoint: String) throws -> [Row] {
    let ours = try run(program, ["ls", "--endpoints", endpoint, "--delimiter", "", "/registry/"])
    let other = try Executable.find("etcdctl").map {
      try run($0, ["--endpoints", endpoint, "get", "--prefix", "--keys-only", "/registry/"])
    }
    return [
      Row(
        name: "listing 1M keys: client CPU", unit: "ms", ours: ours.cpu,
        other: other.map { ("etcdctl", $0.cpu) }),
      Row(
        name: "listing 1M keys: peak memory", unit: "MB", ours: ours.memory,
        other: other.map { ("etcdctl", $0.memory) }),
    ]
  }

  /// Reads what the program writes to its end; CPU in milliseconds, memory in MB.
  private static func run(
    _ path: String, _ arguments: [String]
  ) throws -> (cpu: Double, memory: Double) {
    let (child, output) = try start(path, arguments)
    var cpu = Duration.zero
    var memory = 0
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case .bytes = output.read(into: &buffer) {
      guard let usage = ProcessUsage(of: child.pid) else { continue }
      cpu = max(cpu, usage.cpu)
      memory = max(memory, usage.peakResident)
    }
    // Ended but not waited for, a process still tells its time.
    if let usage = ProcessUsage(of: child.pid) { cpu = max(cpu, usage.cpu) }
    child.waitForExit()
    return (cpu.milliseconds, Double(memory) / 1e6)
  }

  /// The pipe's writing end is left to the program alone, so that its end is seen.
  private static func start(
    _ path: String, _ arguments: [String]
  ) throws -> (ChildProcess, Descriptor) {
    let pipe = try Pipe()
    let child = try ChildProcess.start(
      path, arguments, environment: ["ETCDCTL_API=3"] + Environment.lines, input: .null(),
      output: pipe.writing, error: .null())
    return (child, pipe.reading)
  }

  // The screen.

  private static func opened(
    _ program: String, _ endpoint: String, member: Int32?
  ) throws -> [Row] {
    let start = ContinuousClock.now
    let before = member.flatMap { ProcessUsage(of: $0)?.cpu }
    let screen = try ScreenProgram(program, ["--endpoints", endpoint])
    defer { screen.stop() }
    func shown(_ text: String) throws {
      guard screen.read(for: patience, untilText: text) else { throw BenchError.ended(program) }
    }
    func serverCPU(since: Duration?) -> Double {
      guard let since, let now = member.flatMap({ ProcessUsage(of: $0)?.cpu }) else { return 0 }
      return (now - since).milliseconds
    }
    try shown("registry/")
    let first = (time: (ContinuousClock.now - start).milliseconds, cpu: serverCPU(since: before))
    screen.send("\r")
    try shown("pods/")
    // The kinds before it, and the prefix itself.
    screen.send(String(repeating: "j", count: 4))
    screen.read(for: .milliseconds(500))
    let opening = ContinuousClock.now
    let cpu = member.flatMap { ProcessUsage(of: $0)?.cpu }
    screen.send("\r")
    try shown("ns-0000/")
    let second = (time: (ContinuousClock.now - opening).milliseconds, cpu: serverCPU(since: cpu))
    let memory = ProcessUsage(of: screen.process.pid).map { Double($0.peakResident) / 1e6 } ?? 0
    return [
      Row(name: "start to first list at 1M keys", unit: "ms", ours: first.time, goal: 150),
      Row(
        name: "start to first list at 1M keys: server CPU", unit: "ms", ours: first.cpu, goal: 50),
      Row(name: "opening 500k keys", unit: "ms", ours: second.time, goal: 150),
      Row(name: "opening 500k keys: server CPU", unit: "ms", ours: second.cpu, goal: 50),
      Row(name: "explorer at 1M keys: peak memory", unit: "MB", ours: memory, goal: 60),
    ]
  }
}
