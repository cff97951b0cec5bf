import EtcdAPI
import EtcdModel
import RPCCore
import TestSupport
import Testing

@testable import EtcdClient

@Suite(.aheadOfComputing) struct MemberClientTests {
  private let cluster = FakeCluster()

  @Test("asks exactly the member that is meant, on a connection of its own, once")
  func direct() async throws {
    cluster.answer(.status, on: .b) { _ in
      throw RPCError(code: .unavailable, message: "connection reset")
    }
    try await cluster.withClient { client in
      let error = await failure { () throws(EtcdError) in
        try await client.member(at: .b).status()
      }
      #expect(error?.endpoint == .b)
      #expect(cluster.calls(.status, on: .b).count == 1)
      #expect(cluster.calls(.status, on: .a).isEmpty)
      #expect(client.member(at: .b).connection.state == .ready)
      #expect(client.member(at: .a).connection.state == .idle)
      #expect(
        client.connections().map { "\($0.endpoint.host) \($0.role)" }
          == ["a calls", "b calls", "b status", "c calls"])
    }
  }

  @Test("a failing member here does not count against it in the balancer")
  func taintsNobody() async throws {
    cluster.answer(.status, on: .b) { _ in try await forever() }
    try await cluster.withClient { client in
      let options = CallOptions(timeout: .milliseconds(60))
      _ = await failure { () throws(EtcdError) in
        try await client.member(at: .b).status(options: options)
      }
      for _ in 0..<9 { _ = try await client.range(RangeRequest(range: .all)) }
      #expect(cluster.calls(.range, on: .b).count == 3)
    }
  }

  @Test("shows in the latency pane even when nothing else is called")
  func traffic() async throws {
    try await cluster.withClient { client in
      for endpoint in cluster.endpoints { _ = try await client.member(at: endpoint).status() }
      let endpoints = client.traffic(at: .now).endpoints
      #expect(endpoints.map(\.endpoint) == cluster.endpoints)
      #expect(endpoints.allSatisfy { $0.p50 != nil && $0.picks == 0 })
      #expect(client.recentCalls().map(\.kind) == [.status, .status, .status])
    }
  }

  @Test("a token goes only where the given endpoints would let it go")
  func tokenStaysSafe() {
    let plain = Endpoint(scheme: .http, host: "x", port: 1)
    let secure = Endpoint(scheme: .https, host: "x", port: 1)
    func core(_ endpoints: [Endpoint]) -> ClientCore {
      ClientCore(
        configuration: ClientConfiguration(endpoints: endpoints), transport: InMemoryTransport(),
        seed: 1)
    }
    #expect(core([.a]).mayCarryToken(plain))
    #expect(!core([secure]).mayCarryToken(plain))
    #expect(core([secure]).mayCarryToken(secure))
    #expect(core([secure]).mayCarryToken(Endpoint(scheme: .https, host: "y", port: 1)))
  }
}
