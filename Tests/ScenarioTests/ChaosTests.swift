import TestSupport
import Testing

/// Random faults and calls for a short while; `etcdscope-bench chaos` does the same for long.
@Suite("Chaos", .timeLimit(.minutes(10)))
struct ChaosTests {
  /// In a process of its own, whose threads and memory are its own, too.
  @Test("no rule is broken in 20 s of chaos")
  func short() async throws {
    let seed = UInt32.random(in: 0...UInt32.max)
    var arguments = ["chaos", "--seed", "\(seed)", "--duration", "20"]
    if let etcd = TestBinaries.etcd { arguments += ["--etcd", etcd] }
    let chaos = try await Command.run(try TestBinaries.product("etcdscope-bench"), arguments)
    #expect(chaos.hasSucceeded, "seed \(seed)\n\(chaos.output)")
  }

  @Test("bad arguments are told with the usage")
  func usage() async throws {
    let chaos = try await Command.run(
      try TestBinaries.product("etcdscope-bench"), ["chaos", "--seed", "x"])
    #expect(chaos.exit == .status(128))
    #expect(chaos.output.contains("usage: etcdscope-bench chaos"))
  }
}
