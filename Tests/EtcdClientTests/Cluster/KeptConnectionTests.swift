import EtcdAPI
import EtcdModel
import GRPCTransport
import LocalCluster
import Platform
import TestSupport
import Testing

@testable import EtcdClient

@Suite(.timeLimit(.minutes(10))) struct KeptConnectionTests {
  /// As the member's side counts them.
  private func connections(to endpoint: Endpoint) -> Int {
    TCPConnections.established(to: UInt16(endpoint.port))
  }

  @Test("a connection that a switch leaves is closed when its last call ends, and no later")
  func graceful() async throws {
    try await withCluster(.members(3)) { cluster in
      let endpoints = try cluster.endpoints()
      try await cluster.withClient(endpoints: [endpoints[1]]) { other in
        // Two leases: who holds a lock by a lease is given it again by the same one.
        let lease = try await other.leaseGrant(LeaseGrantRequest(ttl: 60)).id
        let second = try await other.leaseGrant(LeaseGrantRequest(ttl: 60)).id
        let held = try await other.lock(LockRequest(name: [1], lease: lease))
        try await cluster.withClient(endpoints: [endpoints[0]]) { client in
          let waiting = Task { () throws(EtcdError) in
            try await client.lock(
              LockRequest(name: [1], lease: second), options: CallOptions(timeout: .seconds(50)))
          }
          try await until("the call is in flight") {
            try await other.range(RangeRequest(range: .prefix([1]))).count == 2
          }
          client.setEndpoints([endpoints[2]])
          try await until("the new connection is up") {
            let reports = client.connections()
            return reports.map(\.endpoint) == [endpoints[2]] && reports[0].state == .ready
          }
          _ = try await client.range(RangeRequest(range: .all))
          #expect(connections(to: endpoints[0]) == 1, "the call is still in flight")
          #expect(connections(to: endpoints[2]) == 1)
          _ = try await other.unlock(UnlockRequest(key: held.key))
          _ = try await waiting.value
          try await until("the old connection is gone") {
            connections(to: endpoints[0]) == 0
          }
        }
      }
    }
  }

  @Test("every policy holds as many calls connections as its generation did, by the servers' count")
  func counts() async throws {
    try await withCluster(.members(3)) { cluster in
      let endpoints = try cluster.endpoints()
      try await cluster.withClient { client in
        for name in BalancerName.allCases {
          client.setPolicy(name)
          try await until("\(name) holds its connections") {
            let held = endpoints.map(connections)
            return held.reduce(0, +) == name.connections(among: 3) && held.allSatisfy { $0 <= 1 }
          }
          _ = try await client.range(RangeRequest(range: .all))
        }
      }
    }
  }

  @Test("an idle watch is pinged as often as allowed, and never too often for a default server")
  func pings() async throws {
    try await withCluster(.single) { cluster in
      let endpoint = try #require(try cluster.endpoints().first)
      let client = EtcdClient(
        configuration: ClientConfiguration(endpoints: [endpoint]),
        transport: try GRPCTransport(
          options: GRPCTransportOptions(keepaliveTime: GRPCTransportOptions.shortestKeepaliveTime)))
      client.start()
      let subscription = client.watch(.all)
      let reader = WatchReader(subscription)
      try await until("the watch runs") { subscription.status?.state == .running }
      // A server closes the connection at the third ping too many: six are due in this time.
      let end = ContinuousClock.now + GRPCTransportOptions.shortestKeepaliveTime * 6
      try await until("nothing but pings happens for a while") {
        subscription.status?.stream != 1 || ContinuousClock.now > end
      }
      #expect(subscription.status?.state == .running && subscription.status?.stream == 1)
      _ = try await client.put(PutRequest(key: Key("k")))
      try await until("the watch still delivers") { reader.events.count == 1 }
      await client.shutDown()
    }
  }
}
