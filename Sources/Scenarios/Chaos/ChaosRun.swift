import EtcdAPI
import EtcdClient
import EtcdModel
import GRPCTransport
import LocalCluster
import ProgramShell

/// A random workload and random faults on a local cluster for a while, everything written down and
/// checked in the end.
package struct ChaosRun: Sendable {
  /// The same seed makes the same faults and calls; what they meet still differs from run to run.
  package var seed: UInt64
  package var duration: Duration
  package var policy: BalancerName

  package init(seed: UInt64, duration: Duration, policy: BalancerName = .healthAware) {
    self.seed = seed
    self.duration = duration
    self.policy = policy
  }

  /// Writes to the cluster, which must be one that nobody else uses.
  ///
  /// - Parameter tell: Hears of each fault before it happens.
  /// - Throws: `ClusterError` and `EtcdError` when the cluster, not the client, misbehaves.
  package func run(
    on cluster: LocalCluster, tell: @Sendable (ChaosPlan.Disturbance) -> Void
  ) async throws -> ChaosReport {
    // What the runtime and libgrpc allocate once is no leak: a first client lets them.
    try await withClient(cluster) { _ in }
    let before = try usage(cluster)
    let report = try await withClient(cluster) { subject in
      try await disturb(cluster, subject, tell)
    }
    let records = report.calls + report.events * (report.watches + 2)
    let after = try await settled(cluster, before)
    return report.adding(after.leaks(since: before, records: records))
  }

  private func withClient<Value>(
    _ cluster: LocalCluster, _ body: (ClusterConnection) async throws -> Value
  ) async throws -> Value {
    let configuration = ClientConfiguration(endpoints: try cluster.endpoints(), policy: policy)
    let subject = try ClusterConnection(configuration, transport: GRPCTransportOptions())
    do {
      _ = try await subject.client.range(
        RangeRequest(range: .single(ChaosWorkload.key(0))),
        options: CallOptions(timeout: .seconds(20)))
      let value = try await body(subject)
      await subject.close()
      return value
    } catch {
      await subject.close()
      throw error
    }
  }

  private func disturb(
    _ cluster: LocalCluster, _ subject: ClusterConnection,
    _ tell: @Sendable (ChaosPlan.Disturbance) -> Void
  ) async throws -> ChaosReport {
    let watches = ChaosWatches(client: subject.client)
    let workload = ChaosWorkload(client: subject.client)
    let calling = Task { await workload.run(seed: seed) }
    var plan = ChaosPlan(seed: seed, memberCount: cluster.members.count)
    var disturbances = 0
    let end = ContinuousClock.now + duration
    do {
      while ContinuousClock.now < end, !Task.isCancelled {
        let next = plan.next()
        tell(next)
        try await cluster.during(next.fault, on: next.members) {
          try? await Task.sleep(for: next.hold)
        }
        disturbances += 1
        watches.addLate(from: subject.client)
        try? await Task.sleep(for: next.rest)
      }
    } catch {
      calling.cancel()
      await calling.value
      throw error
    }
    calling.cancel()
    await calling.value
    let store = try await truth(cluster)
    return ChaosReport(
      seed: seed, disturbances: disturbances, calls: workload.calls,
      watches: await watches.finish(store), store: store)
  }

  /// Everything that ever happened, told by a watch that nothing disturbs. A mutation whose caller
  /// has given up may still be on its way, behind a link that was held: until it has arrived or is
  /// lost, the end of history is not known.
  private func truth(_ cluster: LocalCluster) async throws -> StoreHistory {
    try await withClient(cluster) { subject in
      let revision = try await lastRevision(by: subject.client)
      let watch = WatchRecorder(
        subject.client.watch(
          .prefix(ChaosWorkload.prefix),
          options: WatchOptions(
            startRevision: 1, previousValues: true, bufferedEvents: .max, bufferedBytes: .max)))
      defer { watch.stop() }
      let deadline = ContinuousClock.now + .seconds(60)
      while watch.lastRevision < revision {
        guard ContinuousClock.now < deadline else {
          throw ClusterError("the history could not be read within 60 s; see \(cluster.folder)")
        }
        try await Task.sleep(for: .milliseconds(20))
      }
      return StoreHistory(events: watch.events)
    }
  }

  /// The store's revision when it has not moved for longer than anything stays on its way.
  private func lastRevision(by client: EtcdClient) async throws -> Revision {
    var last: Revision?
    while true {
      let revision = try await client.range(RangeRequest(range: .single(ChaosWorkload.key(0))))
        .header.revision
      if revision == last { return revision }
      last = revision
      try await Task.sleep(for: .seconds(1))
    }
  }

  private func usage(_ cluster: LocalCluster) throws -> ResourceUsage {
    try ResourceUsage.current(connections: cluster.connectionsHeld().reduce(0, +))
  }

  /// Connections and threads end a moment after the client.
  private func settled(
    _ cluster: LocalCluster, _ before: ResourceUsage
  ) async throws -> ResourceUsage {
    let deadline = ContinuousClock.now + .seconds(10)
    while true {
      let after = try usage(cluster)
      let isSettled = after.connections <= before.connections && after.threads <= before.threads
      if isSettled || ContinuousClock.now >= deadline { return after }
      try await Task.sleep(for: .milliseconds(50))
    }
  }
}
