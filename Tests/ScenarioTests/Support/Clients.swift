import EtcdClient
import EtcdModel
import GRPCTransport
import LocalCluster
import ProgramShell
import RPCCore
import Scenarios
import TestSupport
import Testing

extension BalancerName {
  /// How many *calls* connections the policy holds in the end.
  func connections(among endpoints: Int) -> Int {
    self == .pinnedHealth ? min(endpoints, 1) : endpoints
  }
}

extension LocalCluster {
  /// Runs a test with a client that has all its connections, with the member-status service beside
  /// it, as the explorer runs it.
  ///
  /// - Parameters:
  ///   - members: Those whose endpoints the client is given; nil means all.
  ///   - first: The member that the client knows alone until it is connected to it: a policy that
  ///     pins, pins that one.
  func withSubject<Value>(
    _ policy: BalancerName = .healthAware, members: [Int]? = nil, first: Int? = nil,
    tls: TLSSettings? = nil, _ body: (ClusterConnection) async throws -> Value
  ) async throws -> Value {
    let all = try endpoints()
    let given = (members ?? Array(all.indices)).map { all[$0] }
    let subject = try ClusterConnection(
      ClientConfiguration(endpoints: first.map { [all[$0]] } ?? given, tls: tls, policy: policy),
      transport: GRPCTransportOptions())
    let client = subject.client
    do {
      try await until("the client is connected") {
        client.ready.count == (first == nil ? policy.connections(among: given.count) : 1)
      }
      if first != nil {
        client.setEndpoints(given)
        subject.service.setEndpoints(given)
        try await until("the client is connected") {
          client.ready.count == policy.connections(among: given.count)
        }
      }
      let value = try await body(subject)
      await subject.close()
      return value
    } catch {
      await subject.close()
      throw error
    }
  }

  /// The member that leads.
  func leader() async throws -> Int {
    try await withSubject { try await self.leader(by: $0) }
  }

  func leader(by subject: ClusterConnection) async throws -> Int {
    var leader: Int?
    try await until("a member leads") {
      leader = try subject.leader(of: self)
      return leader != nil
    }
    return try #require(leader)
  }

  /// A member that doesn't lead.
  func follower(by subject: ClusterConnection) async throws -> Int {
    (try await leader(by: subject) + 1) % members.count
  }
}

extension EtcdClient {
  /// Where it has a *calls* connection that is up.
  var ready: [Endpoint] {
    connections().filter { $0.role == .calls && $0.state == .ready }.map(\.endpoint)
  }
}

extension EtcdClient {
  /// A client alone, without the member-status service. Shut it down in the end.
  static func started(_ configuration: ClientConfiguration) throws -> EtcdClient {
    let client = EtcdClient(configuration: configuration, transport: try GRPCTransport())
    client.start()
    return client
  }
}

/// The error of a call that must fail.
func failure<Value>(
  of call: () async throws(EtcdError) -> Value, _ location: SourceLocation = #_sourceLocation
) async -> EtcdError? {
  do throws(EtcdError) {
    _ = try await call()
    Issue.record("did not fail", sourceLocation: location)
    return nil
  } catch {
    return error
  }
}
