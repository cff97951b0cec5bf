import LocalCluster
import Platform

/// A dashboard left alone: CPU and memory with all panes live on three members, and what it writes
/// to the terminal, beside `btop` at the same size, refresh and time.
enum Idle {
  /// How often both bring news to the screen.
  private static let refresh = 500

  private struct Rest {
    /// In percent of one core.
    var cpu: Double
    /// MB at the end.
    var memory: Double
    /// To the terminal, in a minute.
    var bytes: Double
  }

  static func measure(_ program: String, for span: Duration) async throws -> [Row] {
    let cluster = try await LocalCluster.start(.bench(program))
    let endpoints = cluster.members.map(\.directEndpoint).joined(separator: ",")
    let ours = try ScreenProgram(program, ["--endpoints", endpoints, "--refresh", "\(refresh)ms"])
    let folder = try WorkFolder.make(prefix: "etcdscope-bench-", in: WorkFolder.temporary)
    defer { folder.remove() }
    let btop = try Executable.find("btop").map { path in
      try Folder.make(folder.path + "/btop")
      try PrivateFile.write(
        Array("update_ms=\(refresh)\n".utf8), to: folder.path + "/btop/btop.conf")
      return try ScreenProgram(path, [], environment: ["XDG_CONFIG_HOME=\(folder.path)"])
    }
    defer { for screen in [ours, btop] { screen?.stop() } }
    // At once, so that what else the machine does meets both.
    let rests = try rest([ours] + (btop.map { [$0] } ?? []), for: span)
    await cluster.stop()
    func row(_ name: String, _ unit: String, goal: Double?, _ value: (Rest) -> Double) -> Row {
      Row(
        name: name, unit: unit, ours: value(rests[0]),
        other: rests.count > 1 ? ("btop", value(rests[1])) : nil, goal: goal)
    }
    let minutes = span / .seconds(60)
    let after = minutes == minutes.rounded() ? "\(Int(minutes)) min" : "\(span)"
    return [
      row("idle CPU over \(after)", "%", goal: 0.5, \.cpu),
      row("idle memory after \(after)", "MB", goal: 40, \.memory),
      row("idle output a minute", "bytes", goal: nil, \.bytes),
    ]
  }

  private static func rest(_ programs: [ScreenProgram], for span: Duration) throws -> [Rest] {
    ScreenProgram.read(programs, for: .seconds(5))
    let before = try programs.map(usage)
    let bytes = ScreenProgram.read(programs, for: span)
    let after = try programs.map(usage)
    return programs.indices.map { index in
      Rest(
        cpu: 100 * ((after[index].cpu - before[index].cpu) / span),
        memory: Double(after[index].resident) / 1e6,
        bytes: Double(bytes[index]) / (span / .seconds(60)))
    }
  }

  private static func usage(_ program: ScreenProgram) throws -> ProcessUsage {
    guard let usage = ProcessUsage(of: program.process.pid) else {
      throw BenchError.ended(program.path)
    }
    return usage
  }
}
