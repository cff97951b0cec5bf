import LocalCluster

extension Fault {
  /// What makes the member whole again.
  package var cure: Fault {
    switch self {
    case .kill, .stop, .restart, .join: .restart
    case .pause, .resume: .resume
    case .partition, .delay, .blackhole, .resetConnections, .heal: .heal
    }
  }
}

extension LocalCluster {
  /// Injects a fault for as long as the body runs, then cures it and waits until every member is
  /// well again, also when the body throws.
  package func during<Value>(
    _ fault: Fault, on members: [Int], isolation: isolated (any Actor)? = #isolation,
    _ body: () async throws -> Value
  ) async throws -> Value {
    let result: Result<Value, any Error>
    do {
      for member in members { try await inject(fault, on: member) }
      result = .success(try await body())
    } catch {
      result = .failure(error)
    }
    try await cure(fault, on: members)
    return try result.get()
  }

  /// Cures a fault and waits until every member of the cluster is well.
  ///
  /// - Throws: `ClusterError` when one is not within 30 s.
  package func cure(_ fault: Fault, on members: [Int]) async throws(ClusterError) {
    for member in members { try await inject(fault.cure, on: member) }
    try await waitUntilWell()
  }

  /// Returns when every member serves linearizable reads.
  ///
  /// - Throws: `ClusterError` when one does not within 30 s.
  package func waitUntilWell() async throws(ClusterError) {
    let deadline = ContinuousClock.now + .seconds(30)
    for member in members.indices {
      while await !isHealthy(member) {
        guard ContinuousClock.now < deadline, !Task.isCancelled else {
          throw ClusterError("member \(member) did not recover; see the logs in \(folder)")
        }
        try? await Task.sleep(for: .milliseconds(20))
      }
    }
  }
}
