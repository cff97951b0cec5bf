import Platform

/// Listing a million keys: to their end beside `etcdctl get --prefix --keys-only`, page by page as
/// the server sees it, and on the screen.
enum KeyListing {
  static func measure(_ program: String) async throws -> [Row] {
    let store = try await MillionKeys.start(program)
    var rows = try listed(program, store.endpoint)
    rows += try await PageCosts(store: store).rows()
    rows += try KeysOnScreen(program: program, store: store).opened()
    rows += try await KeyPresses(program: program, store: store).rows()
    await store.stop()
    return rows
  }

  private static func listed(_ program: String, _ endpoint: String) throws -> [Row] {
    let ours = try run(
      program, ["ls", "--endpoints", endpoint, "--delimiter", "", MillionKeys.prefix])
    let other = try Executable.find("etcdctl").map {
      try run(
        $0, ["--endpoints", endpoint, "get", "--prefix", "--keys-only", MillionKeys.prefix])
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
}
