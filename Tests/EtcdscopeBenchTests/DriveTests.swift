import LocalCluster
import Platform
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct DriveTests {
  private static let callFields: Set = [
    "t", "endpoint", "latency_ms", "attempts", "outcome", "error",
  ]
  private static let summaryFields: Set = [
    "calls", "ok", "failed", "unknown", "longest_gap_ms", "p50_ms", "p99_ms", "share",
    "connections_opened", "cpu_us_per_call", "peak_memory_mb",
  ]

  @Test("no read fails while a member hangs and another is killed; an interruption sums up")
  func reads() async throws {
    try await withCluster(.members(3)) { cluster in
      let run = try DriveRun(["--rate", "200", "--duration", "600"], on: cluster)
      func more(_ count: Int) async throws {
        let before = run.lines.count
        try await until("\(count) more calls ended") { run.lines.count >= before + count }
      }
      try await more(20)
      for (member, fault, cure) in [(0, Fault.pause, Fault.resume), (1, .kill, .restart)] {
        try await cluster.inject(fault, on: member)
        try await more(100)
        try await cluster.inject(cure, on: member)
        try await until("member \(member) is back") { await cluster.isHealthy(member) }
      }
      run.interrupt()
      let (exit, summary) = try await run.end()

      #expect(exit == .status(5))
      let calls = run.lines.dropLast()
      #expect(calls.allSatisfy { Set($0.keys) == Self.callFields })
      #expect(calls.allSatisfy { $0["outcome"] as? String == "ok" })
      #expect(Set(summary.keys) == Self.summaryFields)
      #expect(summary["failed"] as? Int == 0 && summary["ok"] as? Int == calls.count)
      let share = summary["share"] as? DriveRun.Line ?? [:]
      #expect(Set(share.keys) == Set(cluster.members.map(\.clientEndpoint)))
      #expect(share.values.reduce(0) { $0 + ($1 as? Int ?? 0) } == calls.count)
    }
  }

  @Test("a watch over reset connections loses no event and sees none twice; its keys are removed")
  func watch() async throws {
    try await withCluster(.members(3)) { cluster in
      let run = try DriveRun(
        ["--op", "watch", "--rate", "100", "--duration", "4"], on: cluster)
      try await until("events come") { run.lines(with: "seq").count >= 20 }
      for member in 0..<3 { try await cluster.inject(.resetConnections, on: member) }
      let (exit, summary) = try await run.end()

      #expect(exit == .status(0))
      #expect(run.lines.first.map { Set($0.keys) } == ["watching", "endpoint"])
      let moves = run.lines(with: "resumed_at")
      #expect(!moves.isEmpty && moves.allSatisfy { $0["lost"] as? Int == 0 })
      let events = run.lines(with: "seq")
      #expect(
        events.allSatisfy { Set($0.keys) == ["t", "seq", "revision", "key", "delay_ms"] })
      #expect(Set(events.compactMap { $0["seq"] as? Int }).count == events.count)
      let revisions = events.compactMap { $0["revision"] as? Int }
      #expect(revisions == revisions.sorted())
      #expect(summary["failed"] as? Int == 0 && summary["ok"] as? Int == events.count)

      let put = try DriveRun(
        [
          "--op", "put", "--rate", "0", "--concurrency", "4", "--duration", "0.2", "--summary-only",
        ],
        on: cluster)
      let (code, counted) = try await put.end()
      #expect(code == .status(0) && put.lines.count == 1 && counted["ok"] as? Int ?? 0 > 0)
      let keys = try await Command.run(
        "etcdctl",
        ["--endpoints", cluster.members[0].directEndpoint, "get", "/etcdscope-bench/", "--prefix"],
        package: "etcd-client", environment: ["ETCDCTL_API=3"])
      #expect(keys.hasSucceeded && keys.output.isEmpty)
    }
  }

  @Test(
    "bad arguments are refused with a sentence and status 128",
    arguments: [
      (["--op", "get"], "range, serializable-range, put, txn, watch"),
      (["--rate", "-1"], "--rate is \"-1\""), (["--concurrency", "0"], "--concurrency is \"0\""),
      (["--balancer", "best"], "pinned-health"), (["--prefix", ""], "--prefix is empty"),
      (["--op", "put", "--endpoints", "192.0.2.1:2379"], "add --allow-writes"),
    ])
  func badArguments(arguments: [String], words: String) async throws {
    let command = try await Command.run(
      try TestBinaries.product("etcdscope-bench"), ["drive"] + arguments)
    #expect(command.exit == .status(128))
    #expect(command.output.contains(words), "\(command.output)")
  }

  @Test("calls that reach nobody fail, with the reason")
  func nobody() async throws {
    let command = try await Command.run(
      try TestBinaries.product("etcdscope-bench"),
      [
        "drive", "--endpoints", "127.0.0.1:1", "--duration", "0.3", "--timeout", "0.2", "-w",
        "json",
      ])
    #expect(command.exit == .status(1))
    #expect(command.output.contains(#""outcome": "failed", "error": "no endpoint could be"#))
  }
}
