import Glibc
import LocalCluster
import Platform
import TestSupport
import Testing

@Suite("Life of a local cluster")
struct LifecycleTests {
  @Test("every member serves after the start, and stop leaves no process and no folder")
  func startAndStop() async throws {
    let left = try await withCluster { cluster in
      #expect(cluster.members.map(\.name) == ["m1", "m2", "m3"])
      for (index, member) in cluster.members.enumerated() {
        #expect(await cluster.isHealthy(index))
        try await RawRequest.expectAnswer(from: member.clientEndpoint)
        try await RawRequest.expectAnswer(from: member.directEndpoint)
        try await RawRequest.expectAnswer(from: member.metricsEndpoint, "/metrics")
      }
      return Remains(cluster)
    }
    #expect(left.pids.count == 4)
    #expect(left.areGone)
  }

  @Test("a cluster ends with its last reference")
  func release() async throws {
    var cluster: LocalCluster? = try await LocalCluster.start(
      TestBinaries.completing(.single))
    let left = Remains(try #require(cluster))
    cluster = nil
    try await until("the cluster is gone") { left.areGone }
  }

  @Test("a host killed outright takes its members along, and its folder goes too")
  func hostKilled() async throws {
    try await withCluster(.single) { cluster in
      let left = Remains(cluster)
      kill(cluster.hostPID, SIGKILL)
      try await until("the cluster is gone") { left.areGone }
      await #expect(throws: ClusterError.self) { try await cluster.inject(.kill, on: 0) }
    }
  }

  @Test("an owner killed outright leaves nothing behind")
  func ownerKilled() async throws {
    let owner = try Owner()
    let left = try await owner.startCluster()
    #expect(left.pids.count == 4)
    owner.process.send(.kill)
    owner.process.waitForExit()
    try await until("the cluster is gone") { left.areGone }
  }

  @Test("a paused member is no obstacle to the stop")
  func stopWhilePaused() async throws {
    let left = try await withCluster(.single) { cluster in
      try await cluster.inject(.pause, on: 0)
      return Remains(cluster)
    }
    #expect(left.areGone)
  }

  @Test("a member that can't start fails the start with its last words")
  func badArgument() async throws {
    var options = ClusterOptions.single
    options.extraArguments = ["--no-such-flag"]
    let completed = try TestBinaries.completing(options)
    let error = await #expect(throws: ClusterError.self) {
      _ = try await LocalCluster.start(completed)
    }
    #expect(error?.description.contains("member m1 ended") == true)
  }

  @Test("client links serve TLS, with the health still told in plain HTTP")
  func secured() async throws {
    try await withTemporaryFolder { folder in
      let certificates = try await TestCertificates.make(in: folder)
      var options = ClusterOptions.single
      options.clientTLS = certificates.serverTLS(mutual: true)
      try await withCluster(options) { cluster in
        #expect(cluster.members[0].clientEndpoint.hasPrefix("https://"))
        #expect(await cluster.isHealthy(0))
        let version = "\(cluster.members[0].clientEndpoint)/version"
        let client = certificates.client
        let trusted = ["-sS", "--cacert", certificates.authorityFile, version]
        let anonymous = try await Command.run("curl", trusted, package: "curl")
        #expect(!anonymous.hasSucceeded)
        let known = try await Command.run(
          "curl", ["--cert", client.certificateFile, "--key", client.keyFile] + trusted,
          package: "curl")
        #expect(known.output.contains("etcdserver"))
      }
    }
  }
}

/// What must not outlive a cluster.
struct Remains: Sendable {
  var folder: String
  var pids: [Int32]

  init(_ cluster: LocalCluster) {
    folder = cluster.folder
    pids = cluster.members.compactMap(\.pid) + [cluster.hostPID]
  }

  init(folder: String, pids: [Int32]) {
    self.folder = folder
    self.pids = pids
  }

  var areGone: Bool {
    Folder.names(in: folder).isEmpty && !pids.contains(where: Self.isRunning)
  }

  private static func isRunning(_ pid: Int32) -> Bool {
    (try? TextFile.read("/proc/\(pid)/stat")).map { !$0.contains(") Z ") } ?? false
  }
}

/// Another process that owns a cluster: the program's own demo.
private struct Owner {
  let process: ChildProcess
  private let output: Descriptor

  init() throws {
    let output = try Pipe()
    var arguments = ["demo", "--headless"]
    if let etcd = TestBinaries.etcd { arguments += ["--etcd", etcd] }
    process = try ChildProcess.start(
      TestBinaries.etcdscope(), arguments, environment: Environment.lines, input: .null(),
      output: output.writing, error: .null())
    self.output = output.reading
    self.output.makeNonBlocking()
  }

  /// Waits until the cluster serves; finds its processes by their parents.
  func startCluster() async throws -> Remains {
    var buffer = [UInt8](repeating: 0, count: 4096)
    try await until("the demo serves") {
      if case .bytes = output.read(into: &buffer) { true } else { false }
    }
    let host = try #require(children(of: process.pid).first)
    let members = children(of: host)
    let arguments = try TextFile.read("/proc/\(try #require(members.first))/cmdline")
    let data = try #require(
      arguments.split(separator: "\0").first { $0.hasPrefix("--data-dir=") })
    let folder = data.dropFirst("--data-dir=".count).split(separator: "/").dropLast()
    return Remains(folder: "/" + folder.joined(separator: "/"), pids: members + [host])
  }

  private func children(of parent: Int32) -> [Int32] {
    Folder.names(in: "/proc").compactMap { Int32($0) }.filter { pid in
      guard let status = try? TextFile.read("/proc/\(pid)/status") else { return false }
      return status.split(separator: "\n").contains("PPid:\t\(parent)")
    }
  }
}
