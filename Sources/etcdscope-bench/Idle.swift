import LocalCluster
import Platform

/// A dashboard left alone: CPU and memory over a minute with all panes live on three members,
/// beside `btop` at the same size.
enum Idle {
  static func measure(_ program: String, for span: Duration) async throws -> [Row] {
    let cluster = try await LocalCluster.start(.bench(program))
    let endpoints = cluster.members.map(\.directEndpoint).joined(separator: ",")
    let ours = try rest(program, ["--endpoints", endpoints], for: span)
    await cluster.stop()
    let btop = try Executable.find("btop").map { try rest($0, [], for: span) }
    return [
      Row(
        name: "idle CPU", unit: "%", ours: ours.cpu, other: btop.map { ("btop", $0.cpu) },
        goal: 0.5),
      Row(
        name: "idle memory", unit: "MB", ours: ours.memory,
        other: btop.map { ("btop", $0.memory) }, goal: 40),
      Row(
        name: "idle output", unit: "B/s", ours: ours.output,
        other: btop.map { ("btop", $0.output) }),
    ]
  }

  /// CPU in percent of one core, memory in MB at the end, bytes to the terminal a second.
  private static func rest(
    _ path: String, _ arguments: [String], for span: Duration
  ) throws -> (cpu: Double, memory: Double, output: Double) {
    let program = try ScreenProgram(path, arguments)
    defer { program.stop() }
    program.read(for: .seconds(5))
    guard let before = ProcessUsage(of: program.process.pid) else { throw BenchError.ended(path) }
    let bytes = program.read(for: span)
    guard let after = ProcessUsage(of: program.process.pid) else { throw BenchError.ended(path) }
    return (
      100 * ((after.cpu - before.cpu) / span), Double(after.resident) / 1e6,
      Double(bytes) / (span / .seconds(1))
    )
  }
}
