import LocalCluster
import Platform
import TestSupport
import Testing

@Suite("Without a cluster", .aheadOfComputing)
struct NoClusterTests {
  @Test("the screen says why each endpoint fails and comes alive with the cluster")
  func comesAlive() async throws {
    try await withTemporaryFolder { folder in
      let port = try freePort()
      let explorer = try Explorer.start(["--endpoints", "127.0.0.1:\(port)"], in: folder)
      try await explorer.until(shows: "connection refused")
      try await explorer.until(shows: "etcdscope demo")
      let etcd = try Member(port: port, in: folder)
      defer { etcd.stop() }
      try await explorer.until(shows: "1/1 up")
      try await explorer.until(shows: "no keys")
      explorer.send("q")
      let ending = try await explorer.ending()
      #expect(ending == .exited(0))
    }
  }

  @Test("status says so, as data and as exit code")
  func status() async throws {
    let port = try freePort()
    let status = try await Explorer.run(
      ["status", "-w", "json", "--endpoints", "127.0.0.1:\(port)"])
    #expect(status.exit == .status(2))
    #expect(status.output.contains("\"verdict\": \"unreachable\""))
    #expect(status.output.contains("connection refused"))
  }

  @Test(
    "arguments that make no sense get a sentence and exit code 128",
    arguments: [
      (["--endpoints", "http://"], "names no host"), (["--bogus"], "--bogus"),
      (["status", "-w", "xml"], "table or json"), (["--command-timeout", "5"], "5s"),
      (["--cert", "a.pem"], "--key"), (["demo", "--endpoints", "a:1"], "--endpoints"),
    ])
  func badArguments(arguments: [String], hint: String) async throws {
    let command = try await Explorer.run(arguments)
    #expect(command.exit == .status(128))
    #expect(command.output.contains(hint))
    #expect(command.output.split(separator: "\n").count == 1)
  }

  @Test("a theme that does not exist is answered with those that do")
  func unknownTheme() async throws {
    try await withTemporaryFolder { folder in
      let explorer = try Explorer.start(["--theme", "neon"], in: folder)
      let ending = try await explorer.ending()
      #expect(ending == .exited(1))
      #expect(explorer.screenshot.contains("harbour-dark"))
    }
  }

  @Test("without a terminal there is a sentence that names status")
  func noTerminal() async throws {
    let command = try await Explorer.run([])
    #expect(command.exit == .status(1))
    #expect(command.output.contains("etcdscope status"))
  }
}

/// One etcd process on a known port.
private struct Member {
  private let process: ChildProcess

  init(port: UInt16, in folder: String) throws {
    let null = try Descriptor.null()
    let peer = "http://127.0.0.1:\(try freePort())"
    let client = "http://127.0.0.1:\(port)"
    process = try ChildProcess.start(
      TestBinaries.etcd ?? "/usr/bin/etcd",
      [
        "--data-dir", folder + "/data", "--listen-client-urls", client,
        "--advertise-client-urls", client, "--listen-peer-urls", peer,
        "--initial-advertise-peer-urls", peer, "--initial-cluster", "default=\(peer)",
      ], environment: Environment.lines, input: null, output: null, error: null,
      diesWithThread: false)
  }

  func stop() {
    process.send(.kill)
    process.waitForExit()
  }
}
