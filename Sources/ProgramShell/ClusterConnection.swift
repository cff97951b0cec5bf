import EtcdClient
import EtcdModel
import GRPCTransport
import MemberStatus

/// The client of one cluster with the service that watches over its members: the client takes the
/// service's verdicts as advice.
package struct ClusterConnection: Sendable {
  package let client: EtcdClient
  package let service: MemberStatusService
  private let polling: Task<Void, Never>

  /// Opens nothing that waits: connections come up by themselves.
  package init(
    _ configuration: ClientConfiguration, transport: GRPCTransportOptions,
    polling settings: PollSettings = PollSettings(), alarms: [AlarmRule] = []
  ) throws {
    let client = EtcdClient(
      configuration: configuration, transport: try GRPCTransport(options: transport))
    let service = MemberStatusService(client: client, settings: settings, alarms: alarms)
    self.client = client
    self.service = service
    client.follow(service)
    client.start()
    polling = Task { await service.run() }
  }

  /// Ends the polling, and with it every stream of the service.
  package func stopPolling() { polling.cancel() }

  /// Ends the polling and every call and connection.
  package func close() async {
    polling.cancel()
    await client.shutDown()
    await polling.value
  }
}
