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
    let first = scenario.first(
      leader: try await leader(of: cluster, by: referee), of: cluster.members.count)
    guard scenario == .learnerGiven else {
      return try await contest(scenario, first: first, on: cluster, referee)
    }
    return try await cluster.asLearner(first, by: referee.client) {
      try await contest(scenario, first: first, on: cluster, referee)
    }
  }

  private func contest(
    _ scenario: LabScenario, first: Int, on cluster: LocalCluster, _ referee: ClusterConnection
  ) async throws -> [LabResult] {
    let endpoints = try cluster.endpoints()
    var contestants: [LabContestant] = []
    do {
      for policy in policies {
        contestants.append(
          try await LabContestant(
            policy, in: scenario, endpoints: scenario.known(first: first, of: endpoints),
            first: endpoints[first], health: referee.service))
      }
      let contest = LabContest(
        scenario: scenario, contestants: contestants, first: first, cluster: cluster,
        referee: referee, hold: hold, peace: peace)
      let results = try await contest.run()
      for contestant in contestants { await contestant.close() }
      return results
    } catch {
      for contestant in contestants { await contestant.close() }
      throw error
    }
  }

  private func leader(
    of cluster: LocalCluster, by referee: ClusterConnection
  ) async throws -> Int {
    let deadline = ContinuousClock.now + .seconds(10)
    while ContinuousClock.now < deadline {
      if let leader = try referee.leader(of: cluster) { return leader }
      try await Task.sleep(for: .milliseconds(20))
    }
    throw ClusterError("no member leads; see the logs in \(cluster.folder)")
  }
}
