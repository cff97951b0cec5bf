import Platform

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

/// A port of 127.0.0.1 that nobody listens on.
public func freePort() throws -> UInt16 {
  try FreePorts.pick(1)[0]
}
