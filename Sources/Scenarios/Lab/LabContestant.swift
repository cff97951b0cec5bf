import EtcdAPI
import EtcdClient
import EtcdModel
import GRPCTransport
import Synchronization

/// One policy's client in a scenario, with the calls and the watch that it makes.
final class LabContestant: Sendable {
  private static let pause: Duration = .milliseconds(10)
  private static let timeout: Duration = .seconds(2)

  let policy: BalancerName
  private let client: EtcdClient
  private let scenario: LabScenario
  /// Three renewals fit in, and a member that is gone for the length of a fault does not.
  private static let leaseSeconds: Int64 = 3

  private let reads = Mutex((linearizable: SuccessTrace(), local: SuccessTrace()))
  /// Why a linearizable read failed, of the first that did.
  private let firstFailure = Mutex<String?>(nil)
  private let puts = Mutex((sent: 0, failed: 0, unknown: 0))
  private let isLeaseLost = Mutex(false)
  private let watch = Mutex<WatchRecorder?>(nil)

  /// Starts the client on the first endpoint alone, which is the one that a policy that pins will
  /// pin, and then gives it all.
  init(
    _ policy: BalancerName, in scenario: LabScenario, endpoints: [Endpoint], first: Endpoint,
    health: any HealthSource
  ) async throws {
    self.policy = policy
    self.scenario = scenario
    client = EtcdClient(
      configuration: ClientConfiguration(endpoints: [first], policy: policy),
      transport: try GRPCTransport())
    client.follow(health)
    client.start()
    try await settles(at: 1)
    client.setEndpoints(endpoints)
    try await settles(at: policy == .pinnedHealth ? 1 : endpoints.count)
  }

  func setEndpoints(_ endpoints: [Endpoint]) { client.setEndpoints(endpoints) }

  /// Waits until it has its connections.
  private func settles(at count: Int) async throws {
    let deadline = ContinuousClock.now + .seconds(20)
    while connections != count {
      guard ContinuousClock.now < deadline else {
        throw EtcdError(
          code: .unavailable, message: "\(policy.rawValue) has \(connections) connections")
      }
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  private var connections: Int {
    client.connections().count { $0.role == .calls && $0.state == .ready }
  }

  var prefix: [UInt8] { Array("lab/\(policy.rawValue)/".utf8) }

  /// Calls and watches until the task is cancelled.
  func run(watching events: KeyRange) async {
    let recorder = WatchRecorder(client.watch(events))
    watch.withLock { $0 = recorder }
    await withDiscardingTaskGroup { group in
      group.addTask { await self.read(locally: false) }
      group.addTask { await self.read(locally: true) }
      group.addTask { await self.put() }
      group.addTask { await self.keepLease() }
    }
  }

  private func read(locally: Bool) async {
    let request = RangeRequest(range: .single(Key("lab/missing")), isSerializable: locally)
    while !Task.isCancelled {
      let startedAt = ContinuousClock.now
      let error = await failure { client throws(EtcdError) in
        _ = try await client.range(request, options: CallOptions(timeout: Self.timeout))
      }
      if Task.isCancelled { return }
      reads.withLock { reads in
        if locally {
          reads.local.note(from: startedAt, to: .now, hasSucceeded: error == nil)
        } else {
          reads.linearizable.note(from: startedAt, to: .now, hasSucceeded: error == nil)
        }
      }
      if let error, !locally { firstFailure.withLock { $0 = $0 ?? error.description } }
      try? await Task.sleep(for: Self.pause)
    }
  }

  /// In peace the lease is granted at once; whoever gets none has lost it.
  private func keepLease() async {
    let request = LeaseGrantRequest(ttl: Self.leaseSeconds)
    guard let lease = try? await client.leaseGrant(request).id else {
      return isLeaseLost.withLock { $0 = !Task.isCancelled }
    }
    let keeper = client.keepAlive(lease)
    for await case .lost in keeper.updates where !Task.isCancelled {
      isLeaseLost.withLock { $0 = true }
    }
  }

  private func put() async {
    var number = 0
    while !Task.isCancelled {
      number += 1
      let request = PutRequest(key: Key(prefix + Array("\(number)".utf8)), value: [1])
      let error = await failure { client throws(EtcdError) in
        _ = try await client.put(request, options: CallOptions(timeout: Self.timeout))
      }
      puts.withLock { puts in
        puts.sent += 1
        switch error?.effect {
        case nil: break
        case .some(.none): puts.failed += 1
        case .unknown: puts.unknown += 1
        }
      }
      try? await Task.sleep(for: Self.pause * 5)
    }
  }

  private func failure(
    of call: (EtcdClient) async throws(EtcdError) -> Void
  ) async -> EtcdError? {
    do throws(EtcdError) {
      try await call(client)
      return nil
    } catch {
      return error
    }
  }

  /// What it holds and whom it asked, before anything happens.
  var calm: (connections: Int, share: Double?) {
    let picks = client.traffic(at: .now).endpoints.map(\.picks)
    guard let most = picks.max(), let least = picks.min(), least > 0 else {
      return (connections, nil)
    }
    return (connections, Double(most) / Double(least))
  }

  /// - Parameter written: The events that were certainly written since the watch began.
  func result(
    _ calm: (connections: Int, share: Double?), fault: ContinuousClock.Instant,
    end: ContinuousClock.Instant, election: Duration?, written: [Key: Revision], duplicates: Int
  ) -> LabResult {
    let (reads, localReads) = reads.withLock { $0 }
    let puts = puts.withLock { $0 }
    var told = SuccessTrace()
    var keys: [Key] = []
    for entry in watch.withLock({ $0?.entries ?? [] }) where !entry.update.events.isEmpty {
      told.note(from: entry.at, to: entry.at, hasSucceeded: true)
      keys += entry.update.events.map(\.keyValue.key)
    }
    return LabResult(
      scenario: scenario, policy: policy, reads: reads.calls.count,
      failedReads: reads.failures(since: fault),
      firstFailure: firstFailure.withLock { $0 },
      failedLocalReads: localReads.failures(since: fault),
      firstSuccess: reads.firstSuccess(since: fault),
      longestGap: reads.longestGap(since: fault, until: end), election: election,
      connections: calm.connections,
      share: calm.share, puts: puts.sent, failedPuts: puts.failed, unknownPuts: puts.unknown,
      duplicates: duplicates, watchSilence: told.longestGap(since: fault, until: end),
      lostEvents: missing(of: written).count, doubledEvents: keys.count - Set(keys).count,
      isLeaseLost: isLeaseLost.withLock { $0 })
  }

  /// Of these what the watch has not told of, neither as events nor as lost.
  func missing(of written: [Key: Revision]) -> [Key: Revision] {
    let updates = watch.withLock { $0?.updates ?? [] }
    let seen = Set(updates.lazy.flatMap(\.events).map(\.keyValue.key))
    let gaps = updates.compactMap { update in
      if case .gap(let lost) = update { lost } else { nil }
    }
    return written.filter { key, revision in
      !seen.contains(key) && !gaps.contains { $0.contains(revision) }
    }
  }

  func close() async {
    watch.withLock { $0.take() }?.stop()
    await client.shutDown()
  }
}
