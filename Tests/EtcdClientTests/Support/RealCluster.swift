import EtcdAPI
import EtcdClient
import EtcdModel
import GRPCTransport
import LocalCluster
import RPCCore
import TestSupport

extension LocalCluster {
  /// The members' client endpoints, through their fault proxies.
  func endpoints() throws -> [Endpoint] {
    try members.map { try Endpoint.parse($0.clientEndpoint) }
  }

  /// A started client that has reached every given endpoint, shut down when the body ends.
  func withClient<Value>(
    endpoints: [Endpoint]? = nil, tls: TLSSettings? = nil, credentials: Credentials? = nil,
    policy: BalancerName = .healthAware, _ body: (EtcdClient) async throws -> Value
  ) async throws -> Value {
    let endpoints = try endpoints ?? self.endpoints()
    let client = EtcdClient(
      configuration: ClientConfiguration(
        endpoints: endpoints, tls: tls, credentials: credentials, policy: policy),
      transport: try GRPCTransport(options: GRPCTransportOptions()))
    client.start()
    do {
      try await until("every endpoint is connected") {
        client.connections().filter { $0.state == .ready }.count
          == policy.connections(among: endpoints.count)
      }
      let value = try await body(client)
      await client.shutDown()
      return value
    } catch {
      await client.shutDown()
      throw error
    }
  }

  /// The index of the member that leads.
  func leader(by client: EtcdClient) async throws -> Int {
    for (index, endpoint) in try endpoints().enumerated() {
      if let status = try? await client.member(at: endpoint).status(),
        status.leader == status.memberID, status.leader.rawValue != 0
      {
        return index
      }
    }
    throw NotInTime(description: "no member leads")
  }

  /// The index of a member that does not lead.
  func follower(by client: EtcdClient) async throws -> Int {
    (try await leader(by: client) + 1) % members.count
  }
}
