import EtcdAPI
import EtcdClient
import EtcdModel
import GRPCTransport
import LocalCluster
import ProgramShell

/// Every policy through every scenario, all policies of one at the same time: they face the very
/// same fault and election.
package struct LabRun: Sendable {
  package var policies: [BalancerName]
  package var scenarios: [LabScenario]
  /// How long a fault lasts.
  package var hold: Duration = .seconds(5)
  /// Before the fault, and after its cure.
  package var peace: Duration = .seconds(1)

  package init(
    policies: [BalancerName] = BalancerName.allCases,
    scenarios: [LabScenario] = LabScenario.allCases
  ) {
    self.policies = policies
    self.scenarios = scenarios
  }

  /// Writes to the cluster, which must be one that nobody else uses.
  ///
  /// - Parameter tell: Hears of each scenario before it begins.
  package func run(
    on cluster: LocalCluster, tell: @Sendable (LabScenario) -> Void
  ) async throws -> [LabResult] {
    var results: [LabResult] = []
    for scenario in scenarios {
      tell(scenario)
      let referee = try ClusterConnection(
        ClientConfiguration(endpoints: cluster.endpoints()), transport: GRPCTransportOptions())
      do {
        results += try await run(scenario, on: cluster, referee)
        await referee.close()
      } catch {
        await referee.close()
        throw error
      }
    }
    return results
  }

  private func run(
    _ scenario: LabScenario, on cluster: LocalCluster, _ referee: ClusterConnection
  ) async throws -> [LabResult] {
    let endpoints = try cluster.endpoints()
    let first = scenario.first(
      leader: try await leader(of: cluster, by: referee), of: endpoints.count)
    var contestants: [LabContestant] = []
    do {
      for policy in policies {
        contestants.append(
          try await LabContestant(
            policy, in: scenario, endpoints: endpoints, first: endpoints[first],
            health: referee.service))
      }
      let results = try await contest(
        contestants, scenario.fault, on: scenario.victims(first: first, of: endpoints.count),
        of: cluster, referee)
      for contestant in contestants { await contestant.close() }
      return results
    } catch {
      for contestant in contestants { await contestant.close() }
      throw error
    }
  }

  private func contest(
    _ contestants: [LabContestant], _ fault: Fault, on victims: [Int], of cluster: LocalCluster,
    _ referee: ClusterConnection
  ) async throws -> [LabResult] {
    let writer = LabWriter(client: referee.client)
    let running = Task {
      await withDiscardingTaskGroup { group in
        for contestant in contestants {
          group.addTask { await contestant.run(watching: LabWriter.range) }
        }
        group.addTask { await writer.run() }
      }
    }
    do {
      try await Task.sleep(for: peace)
      let calm = contestants.map(\.calm)
      writer.count()
      let fallen = ContinuousClock.now
      try await cluster.during(fault, on: victims) { try await Task.sleep(for: hold) }
      try await Task.sleep(for: peace)
      let end = ContinuousClock.now
      running.cancel()
      await running.value
      let written = writer.written
      try await patience { contestants.allSatisfy { $0.hasSeen(written) } }
      var results: [LabResult] = []
      for (contestant, calm) in zip(contestants, calm) {
        results.append(
          contestant.result(
            calm, fault: fallen, end: end, written: written,
            duplicates: try await duplicates(of: contestant, by: referee.client)))
      }
      try await clean(referee.client)
      return results
    } catch {
      running.cancel()
      await running.value
      throw error
    }
  }

  private func leader(
    of cluster: LocalCluster, by referee: ClusterConnection
  ) async throws -> Int {
    var leader: Int?
    try await patience {
      leader = try referee.leader(of: cluster)
      return leader != nil
    }
    guard let leader else {
      throw ClusterError("no member leads; see the logs in \(cluster.folder)")
    }
    return leader
  }

  /// Waits for a condition, but not for long: what never comes is part of the result.
  private func patience(_ condition: () throws -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(10)
    while try !condition(), ContinuousClock.now < deadline {
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  /// Each key is put once, so that a version above 1 is a put that was sent twice.
  private func duplicates(
    of contestant: LabContestant, by client: EtcdClient
  ) async throws -> Int {
    let request = RangeRequest(range: .prefix(contestant.prefix), keysOnly: true)
    return try await client.range(request).keyValues.reduce(0) { $0 + Int($1.version) - 1 }
  }

  private func clean(_ client: EtcdClient) async throws {
    _ = try await client.deleteRange(
      DeleteRangeRequest(range: .prefix(Array("lab/".utf8))),
      options: CallOptions(timeout: .seconds(10)))
  }
}
