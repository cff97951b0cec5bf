import EtcdClient
import EtcdModel
import GRPCTransport
import LocalCluster
import Synchronization
import TestSupport

@testable import MemberStatus

/// The service on a real cluster, with everything that it ever published.
final class ServiceHarness: Sendable {
  let cluster: LocalCluster
  let client: EtcdClient
  let service: MemberStatusService
  let stalls = StallMeter()
  private let published = Mutex<[ClusterSnapshot]>([])

  private init(cluster: LocalCluster, client: EtcdClient) {
    self.cluster = cluster
    self.client = client
    self.service = MemberStatusService(client: client)
  }

  /// Runs the body once every member of a new cluster was judged healthy.
  static func run(
    _ options: ClusterOptions = ClusterOptions(),
    endpoints: ((LocalCluster) throws -> [Endpoint])? = nil,
    _ body: @Sendable (ServiceHarness) async throws -> Void
  ) async throws {
    try await withCluster(options) { cluster in
      let given =
        try endpoints?(cluster)
        ?? cluster.members.filter { $0.pid != nil }.map { try Endpoint.parse($0.clientEndpoint) }
      let client = EtcdClient(
        configuration: ClientConfiguration(endpoints: given), transport: try GRPCTransport())
      client.start()
      let harness = ServiceHarness(cluster: cluster, client: client)
      let outcome = await harness.observe(body)
      await client.shutDown()
      try outcome.get()
    }
  }

  private func observe(
    _ body: @Sendable (ServiceHarness) async throws -> Void
  ) async -> Result<Void, any Error> {
    await withTaskGroup(of: Void.self) { group in
      let snapshots = service.snapshots()
      group.addTask { await self.service.run() }
      group.addTask { await self.stalls.run() }
      group.addTask {
        for await snapshot in snapshots { self.published.withLock { $0.append(snapshot) } }
      }
      let outcome: Result<Void, any Error>
      do {
        try await becomesHealthy(within: .seconds(20))
        outcome = .success(try await body(self))
      } catch {
        outcome = .failure(error)
      }
      group.cancelAll()
      return outcome
    }
  }

  var latest: [String: Verdict] {
    Dictionary(
      (service.latest?.members ?? []).map { ($0.name, $0.verdict) },
      uniquingKeysWith: { first, _ in first })
  }

  func member(_ index: Int) -> MemberSnapshot? {
    let name = cluster.members[index].name
    return service.latest?.members.first { $0.name == name }
  }

  var leader: Int? {
    service.latest?.leader.flatMap { leader in
      cluster.members.firstIndex { $0.name == leader.name }
    }
  }

  func snapshots(since: ContinuousClock.Instant) -> [ClusterSnapshot] {
    published.withLock { $0.filter { $0.takenAt >= since } }
  }

  /// - Returns: how long it took.
  @discardableResult
  func waits(
    within limit: Duration = .seconds(20), until condition: (ClusterSnapshot) -> Bool
  ) async throws -> Duration {
    let began = ContinuousClock.now
    do {
      try await until(within: limit, "the members are as expected") {
        service.latest.map(condition) ?? false
      }
    } catch {
      throw Disappointment(
        description: "\(error); seen last: \(latest), \(service.timeline.map(\.words))")
    }
    return ContinuousClock.now - began
  }

  func becomesHealthy(within limit: Duration = .seconds(20)) async throws {
    let count = cluster.members.count { $0.pid != nil }
    try await waits(within: limit) { snapshot in
      snapshot.isComplete && snapshot.members.count == count
        && snapshot.members.allSatisfy { $0.verdict == .healthy } && snapshot.leader != nil
    }
  }
}

struct Disappointment: Error, CustomStringConvertible {
  let description: String
}
