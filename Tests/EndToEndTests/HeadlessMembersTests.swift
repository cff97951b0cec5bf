import LocalCluster
import TestSupport
import Testing

@Suite("Commands without a screen, about the members", .aheadOfComputing)
struct HeadlessMembersTests {
  @Test("status, events, latency and hash tell of a member that goes and comes back")
  func memberGoesAndComesBack() async throws {
    try await withCluster(.members(3)) { cluster in
      let endpoints = [
        "--endpoints", cluster.members.map(\.clientEndpoint).joined(separator: ","),
      ]
      let program = try TestBinaries.etcdscope()
      let status = try RunningCommand(
        program, ["status", "--watch", "-w", "json"] + endpoints)
      let events = try RunningCommand(
        program, ["events", "--follow", "-w", "json", "--alarm", "lag>0"] + endpoints)
      try await until("all are healthy") { verdicts(status) == healthy(cluster) }

      let hash = try await Explorer.run(["hash", "-w", "json"] + endpoints)
      #expect(hash.exit == .status(0))
      #expect(hash.output.contains(#""conclusion": "equal""#))
      let latency = try await Explorer.run(["latency", "--for", "1s", "-w", "json"] + endpoints)
      #expect(latency.exit == .status(0))
      for kind in ["status", "serializable read", "linearizable read"] {
        #expect(latency.output.contains("\"kind\": \"\(kind)\""))
      }

      try await cluster.inject(.kill, on: 1)
      try await until("its death is told") {
        verdicts(status)["m2"] == "unreachable"
          && told(events, "verdict", of: "m2").contains { $0.contains(#""to": "unreachable""#) }
      }
      let once = try await Explorer.run(["status"] + endpoints)
      #expect(once.exit == .status(1))
      #expect(once.output.contains("unreachable"))
      let given = try await Explorer.run([
        "status", "-w", "json", "--cluster=false", "--endpoints",
        cluster.members[0].clientEndpoint,
      ])
      #expect(Array(verdicts(given.output).keys) == ["m1"])

      try await cluster.inject(.restart, on: 1)
      try await until("its return is told") {
        verdicts(status) == healthy(cluster) && !told(events, "restarted", of: "m2").isEmpty
      }
      #expect(await status.interrupt() == .status(5))
      _ = await events.interrupt()
    }
  }

  @Test("A rule that is broken is said, and makes the exit code")
  func alarms() async throws {
    try await withCluster(.single) { cluster in
      let status = try await Explorer.run([
        "status", "--endpoints", cluster.members[0].clientEndpoint, "--quota", "10kB", "--alarm",
        "quota>80%,lag>1000",
      ])
      #expect(status.exit == .status(1))
      #expect(status.output.contains("etcdscope: alarm: m1: quota>80%: "))
      #expect(!status.output.contains("lag>1000"))
    }
  }

  @Test("In plain words, too, the user's thresholds and rules hold")
  func plain() async throws {
    try await withCluster(.single) { cluster in
      let plain = try RunningCommand(
        TestBinaries.etcdscope(),
        [
          "--plain", "--endpoints", cluster.members[0].clientEndpoint, "--quota", "10kB",
          "--alarm", "quota>80%",
        ])
      try await until("the broken rule is said") {
        plain.lines.contains { $0.contains("m1: quota>80%: ") }
      }
      #expect(plain.lines.contains { $0.contains(" m1 is leader, healthy") })
      #expect(await plain.interrupt() == .status(1))
    }
  }

  private func healthy(_ cluster: LocalCluster) -> [String: String] {
    Dictionary(uniqueKeysWithValues: cluster.members.map { ($0.name, "healthy") })
  }

  private func verdicts(_ status: RunningCommand) -> [String: String] {
    verdicts(status.lines.last ?? "")
  }

  /// By member, from one line of JSON.
  private func verdicts(_ line: String) -> [String: String] {
    let pairs = line.split(separator: #"{"name": ""#, omittingEmptySubsequences: false).dropFirst()
      .compactMap { member -> (String, String)? in
        guard let verdict = member.firstRange(of: #""verdict": ""#) else { return nil }
        return (
          String(member.prefix { $0 != "\"" }),
          String(member[verdict.upperBound...].prefix { $0 != "\"" })
        )
      }
    return Dictionary(pairs) { first, _ in first }
  }

  private func told(_ events: RunningCommand, _ kind: String, of member: String) -> [String] {
    events.lines.filter {
      $0.contains("\"kind\": \"\(kind)\"") && $0.contains("\"name\": \"\(member)\"")
    }
  }
}
