import EtcdAPI
import EtcdModel
import RPCCore
import Synchronization
import TestSupport
import Testing

@testable import EtcdClient

@Suite(.timeLimit(.minutes(10))) struct ServerStreamTests {
  private let cluster = FakeCluster()
  private let lease = LeaseID(7)

  /// Renews leases on one member, or throws.
  private func renew(
    on endpoint: Endpoint, _ answer: @escaping @Sendable (RPCCall) throws -> Int64
  ) {
    cluster.transport.serve(
      endpoint.authority,
      stream: { call, stream in
        guard let message = await stream.receive() else { return }
        let request = try LeaseKeepAliveRequest(decoding: message)
        let ttl = try answer(call)
        stream.send(
          LeaseKeepAliveResponse(header: FakeCluster.header, id: request.id, ttl: ttl).encoded())
      })
  }

  @Test("a lease is renewed by another member when one breaks or has no leader")
  func renewsElsewhere() async throws {
    renew(on: .a) { _ in throw RPCError(code: .unavailable, message: "connection reset") }
    renew(on: .b) { _ in throw RPCError.server(.unavailable, "no leader") }
    renew(on: .c) { _ in 60 }
    try await cluster.withClient(policy: .roundRobin) { client in
      for _ in 0..<3 {
        let ttl = try await client.keepAliveOnce(lease)
        #expect(ttl == 60)
      }
    }
  }

  @Test("a lease that is gone is not asked for again")
  func leaseIsGone() async throws {
    for endpoint in cluster.endpoints { renew(on: endpoint) { _ in 0 } }
    try await cluster.withClient { client in
      let error = await failure { () throws(EtcdError) in try await client.keepAliveOnce(lease) }
      #expect(error?.code == .notFound)
    }
    let asked = cluster.endpoints.map {
      cluster.transport.activity(of: $0.authority).streamCalls.count
    }
    #expect(asked.reduce(0, +) == 1)
  }

  @Test("a stream that is refused for a stale token is opened anew with a fresh one")
  func renewsToken() async throws {
    let issuer = TokenIssuer()
    cluster.answer(.authenticate) { _ in issuer.answer() }
    for endpoint in cluster.endpoints {
      renew(on: endpoint) { call in
        guard call.metadata["token"] == TokenIssuer.token(2) else {
          throw RPCError.server(.unauthenticated, "invalid auth token")
        }
        return 60
      }
    }
    try await cluster.withClient(credentials: Credentials(user: "u", password: "p")) { client in
      let ttl = try await client.keepAliveOnce(lease)
      #expect(ttl == 60)
      #expect(issuer.issued == 2)
    }
  }

  @Test("neither an answered stream nor one to a member that is down leaves a connection behind")
  func releases() async throws {
    for endpoint in cluster.endpoints { renew(on: endpoint) { _ in 60 } }
    cluster.setReachable(false, .b)
    try await cluster.withClient { client in
      _ = try await client.keepAliveOnce(lease)
      for _ in 0..<3 {
        await #expect(throws: EtcdError.self) {
          try await client.member(at: .b).snapshot { _ in }
        }
      }
      try await eventually("no stream is open") {
        !client.connections().contains { $0.role == .streams }
      }
    }
  }
}
