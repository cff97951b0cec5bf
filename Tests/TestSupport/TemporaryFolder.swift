import Platform
import Synchronization

/// Runs a test with a folder of its own, which is removed afterwards.
public func withTemporaryFolder<Result>(
  isolation: isolated (any Actor)? = #isolation,
  _ body: (_ path: String) async throws -> Result
) async throws -> Result {
  let prefix = "etcdscope-test."
  // Those of runs that were killed.
  WorkFolder.removeLeftovers(prefix: prefix, in: WorkFolder.temporary)
  let folder = try WorkFolder.make(prefix: prefix, in: WorkFolder.temporary)
  defer { folder.remove() }
  return try await body(folder.path)
}

/// A port of 127.0.0.1 that nobody listens on, and that no cluster takes while this process lives.
public func freePort() throws -> UInt16 {
  try freePorts(1)[0]
}

/// As many.
public func freePorts(_ count: Int) throws -> [UInt16] {
  let ports = try ReservedPorts(count)
  reserved.withLock { $0.append(ports) }
  return ports.numbers
}

private let reserved = Mutex<[ReservedPorts]>([])
