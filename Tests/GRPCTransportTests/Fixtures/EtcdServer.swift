import Glibc
import Testing

/// A single etcd member of a test, on a free loopback port.
final class EtcdServer: @unchecked Sendable {
  // Unchecked for `pid`: a test steers its server from one task.

  struct TLS {
    var certificate: String
    var key: String
    /// Demands client certificates of this authority.
    var clientAuthority: String?
  }

  let address: String
  private let folder: TemporaryFolder
  private let arguments: [String]
  private var pid: pid_t

  /// The server is ready to serve when this returns.
  static func start(tls: TLS? = nil) async throws -> EtcdServer {
    let server = try EtcdServer(tls: tls)
    try await server.untilReady()
    return server
  }

  private init(tls: TLS?) throws {
    folder = try TemporaryFolder()
    let port = try freePort()
    let peer = "http://127.0.0.1:\(try freePort())"
    let client = "\(tls == nil ? "http" : "https")://127.0.0.1:\(port)"
    address = "127.0.0.1:\(port)"
    var arguments = [
      getenv("ETCDSCOPE_TEST_ETCD").map { String(cString: $0) } ?? "etcd",
      "--data-dir", "data", "--listen-client-urls", client, "--advertise-client-urls", client,
      "--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer, "--initial-cluster",
      "default=\(peer)",
    ]
    if let tls {
      arguments += ["--cert-file", tls.certificate, "--key-file", tls.key]
      if let authority = tls.clientAuthority {
        arguments += ["--client-cert-auth", "--trusted-ca-file", authority]
      }
    }
    self.arguments = arguments
    pid = 0
    pid = try Program.start(arguments, in: folder.path, output: log)
  }

  private var log: String { folder.path + "/log" }

  deinit { kill() }

  func kill() {
    guard pid > 0 else { return }
    Glibc.kill(pid, SIGKILL)
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    pid = 0
  }

  /// The kernel still accepts and acknowledges, but nothing answers.
  func pause() {
    Glibc.kill(pid, SIGSTOP)
    var status: Int32 = 0
    while waitpid(pid, &status, WUNTRACED) < 0, errno == EINTR {}
  }

  func resume() { Glibc.kill(pid, SIGCONT) }

  func restart() async throws {
    kill()
    pid = try Program.start(arguments, in: folder.path, output: log)
    try await untilReady()
  }

  /// Its port opens sooner, but a server killed before it is ready may not start again.
  private func untilReady() async throws {
    try await eventually("etcd is ready, see \(log)") {
      try text(of: log).contains("ready to serve client requests")
    }
  }
}

/// Polls a condition until it holds.
func eventually(
  _ what: String, within limit: Duration = .seconds(20),
  _ condition: () async throws -> Bool
) async throws {
  let end = ContinuousClock.now + limit
  while try await !condition() {
    guard ContinuousClock.now < end else {
      Issue.record("not within \(limit): \(what)")
      throw ProgramError()
    }
    try await Task.sleep(for: .milliseconds(5))
  }
}

/// A port that was free a moment ago.
func freePort() throws -> UInt16 {
  let listener = try Listener()
  return listener.port
}

/// A TCP listener that never accepts by itself: connections wait in its backlog.
final class Listener: Sendable {
  let descriptor: Int32
  let port: UInt16

  var address: String { "127.0.0.1:\(port)" }

  init() throws {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var bound = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let failure = withUnsafeMutablePointer(to: &bound) { bound in
      bound.withMemoryRebound(to: sockaddr.self, capacity: 1) { bound in
        loopback(0) { bind(descriptor, $0, $1) | listen(descriptor, 64) }
          | getsockname(descriptor, bound, &size)
      }
    }
    self.descriptor = descriptor
    port = UInt16(bigEndian: bound.sin_port)
    guard failure == 0 else { throw ProgramError() }
  }

  deinit { close(descriptor) }
}

func loopback<Value>(
  _ port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Value
) -> Value {
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_port = port.bigEndian
  address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
  return withUnsafePointer(to: &address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
    }
  }
}
