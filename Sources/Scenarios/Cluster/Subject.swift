public import EtcdClient
import GRPCTransport
public import LocalCluster
public import MemberStatus

/// A client that a scenario puts to the test, as the explorer runs it: with the member-status
/// service as its source of health.
public struct Subject: Sendable {
  public let client: EtcdClient
  public let service: MemberStatusService
  private let polling: Task<Void, Never>

  /// Starts the client; connections come up by themselves. `close()` must be called in the end.
  public init(_ configuration: ClientConfiguration) throws {
    let client = EtcdClient(configuration: configuration, transport: try GRPCTransport())
    let service = MemberStatusService(client: client)
    client.follow(service)
    client.start()
    self.client = client
    self.service = service
    polling = Task { await service.run() }
  }

  public func close() async {
    polling.cancel()
    await client.shutDown()
    await polling.value
  }

  /// The member that leads, by the service's newest snapshot; nil while nobody does.
  public func leader(of cluster: LocalCluster) throws -> Int? {
    let leader = service.latest?.leader
    return try cluster.endpoints().firstIndex { $0 == leader?.endpoint }
  }
}
