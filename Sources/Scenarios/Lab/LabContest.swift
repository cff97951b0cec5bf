import EtcdAPI
import EtcdClient
import EtcdModel
import LocalCluster
import ProgramShell

/// One scenario with all its contestants: peace, the fault, its cure, peace, and how each did.
struct LabContest {
  var scenario: LabScenario
  var contestants: [LabContestant]
  /// The member on which policies that pin begin.
  var first: Int
  var cluster: LocalCluster
  var referee: ClusterConnection
  var hold: Duration
  var peace: Duration

  func run() async throws -> [LabResult] {
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
      let (fallen, clock) = (ContinuousClock.now, EtcdLog.now)
      if let fault = scenario.fault {
        try await cluster.during(fault, on: victims) { try await endure() }
      } else {
        try await endure()
      }
      try await Task.sleep(for: peace)
      let end = ContinuousClock.now
      running.cancel()
      await running.value
      let written = writer.written
      await patience { contestants.allSatisfy { $0.missing(of: written).isEmpty } }
      let election = try election(since: clock)
      var results: [LabResult] = []
      for (contestant, calm) in zip(contestants, calm) {
        results.append(
          contestant.result(
            calm, fault: fallen, end: end, election: election, written: written,
            duplicates: try await duplicates(of: contestant)))
      }
      try await clean()
      return results
    } catch {
      running.cancel()
      await running.value
      throw error
    }
  }

  private var victims: [Int] { scenario.victims(first: first, of: cluster.members.count) }

  /// The time of the fault, with what happens besides it.
  private func endure() async throws {
    if let endpoints = scenario.given(first: first, of: try cluster.endpoints()) {
      for contestant in contestants { contestant.setEndpoints(endpoints) }
    }
    try await Task.sleep(for: hold / 2)
    if scenario == .historyCompacted { try await compact() }
    try await Task.sleep(for: hold / 2)
  }

  /// Everything until now.
  private func compact() async throws {
    let range = RangeRequest(range: .single(Key("lab/missing")))
    let newest = try await referee.client.range(range).header.revision
    _ = try await referee.client.compact(CompactionRequest(revision: newest))
  }

  private func election(since fault: Duration) throws -> Duration? {
    let bystanders = cluster.members.indices.filter { !victims.contains($0) }
    return try bystanders.compactMap { index in
      try EtcdLog(reading: "\(cluster.folder)/\(cluster.members[index].name).log")
        .newLeader(after: fault, within: hold)
    }.max()
  }

  /// Waits for a condition, but not for long: what never comes is part of the result.
  private func patience(_ condition: () -> Bool) async {
    let deadline = ContinuousClock.now + .seconds(10)
    while !condition(), ContinuousClock.now < deadline, !Task.isCancelled {
      try? await Task.sleep(for: .milliseconds(20))
    }
  }

  /// Each key is put once, so that a version above 1 is a put that was sent twice.
  private func duplicates(of contestant: LabContestant) async throws -> Int {
    let request = RangeRequest(range: .prefix(contestant.prefix), keysOnly: true)
    return try await referee.client.range(request).keyValues.reduce(0) {
      $0 + Int($1.version) - 1
    }
  }

  private func clean() async throws {
    _ = try await referee.client.deleteRange(
      DeleteRangeRequest(range: .prefix(Array("lab/".utf8))),
      options: CallOptions(timeout: .seconds(10)))
  }
}
