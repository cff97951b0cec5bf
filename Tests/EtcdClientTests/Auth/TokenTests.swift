import EtcdAPI
import EtcdModel
import RPCCore
import Synchronization
import TestSupport
import Testing

@testable import EtcdClient

@Suite(.aheadOfComputing) struct TokenTests {
  private let cluster = FakeCluster()
  private let get = RangeRequest(range: .single(Key("k")))
  private let credentials = Credentials(user: "root", password: "secret")

  /// The newest token is taken, others are refused.
  private func serveTokens() -> TokenIssuer {
    let issuer = TokenIssuer()
    cluster.answer(.authenticate) { (call: RPCCall, request) in
      // A real server refuses a stale token even here.
      guard call.metadata["token"] == nil else {
        throw RPCError.server(.unauthenticated, "invalid auth token")
      }
      guard request.name == "root", request.password == "secret" else {
        throw RPCError.server(
          .invalidArgument, "authentication failed, invalid user ID or password")
      }
      return issuer.answer()
    }
    cluster.answer(.range) { (call: RPCCall, _) in
      guard call.metadata["token"] == issuer.newest else {
        throw RPCError.server(.unauthenticated, "invalid auth token")
      }
      return RangeResponse(header: FakeCluster.header)
    }
    return issuer
  }

  @Test("gets one token before the first calls, however many begin together")
  func firstToken() async throws {
    let issuer = serveTokens()
    // Without hedges: each would get a token of its own.
    try await cluster.withClient(credentials: credentials, policy: .roundRobin) { client in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<20 { group.addTask { _ = try await client.range(get) } }
        try await group.waitForAll()
      }
      #expect(issuer.issued == 1)
    }
  }

  @Test("calls that fail together for a stale token renew it once and go on")
  func renewsOnce() async throws {
    let issuer = serveTokens()
    // Without hedges: each would get a token of its own.
    try await cluster.withClient(credentials: credentials, policy: .roundRobin) { client in
      _ = try await client.range(get)
      issuer.issue()
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<20 { group.addTask { _ = try await client.range(get) } }
        try await group.waitForAll()
      }
      #expect(issuer.issued == 3)
    }
  }

  @Test("a call's deadline holds for its token, too")
  func tokenInTime() async throws {
    cluster.answer(.authenticate) { _ in try await forever() }
    try await cluster.withClient(credentials: credentials) { client in
      let error = await failure { () throws(EtcdError) in
        try await client.range(get, options: CallOptions(timeout: .milliseconds(50)))
      }
      #expect(error?.message == "no token came in time")
    }
  }

  @Test("a wrong password is the error that the user reads")
  func wrongPassword() async throws {
    _ = serveTokens()
    try await cluster.withClient(credentials: Credentials(user: "root", password: "x")) { client in
      let error = await failure { () throws(EtcdError) in try await client.range(get) }
      #expect(error?.code == .unauthenticated)
      #expect(error?.fix == "check --user and --password")
    }
  }

  @Test("a cluster without authentication is asked without a token")
  func authOff() async throws {
    cluster.answer(.authenticate) { _ in
      throw RPCError.server(.failedPrecondition, "authentication is not enabled")
    }
    try await cluster.withClient(credentials: credentials) { client in
      _ = try await client.range(get)
      _ = try await client.range(get)
      #expect(cluster.endpoints.flatMap { cluster.calls(.authenticate, on: $0) }.count == 1)
      #expect(
        cluster.endpoints.flatMap { cluster.calls(.range, on: $0) }
          .allSatisfy { $0.metadata["token"] == nil })
    }
  }

  @Test("every call names the version of the API")
  func apiVersion() async throws {
    try await cluster.withClient { client in
      _ = try await client.range(get)
      _ = try await client.member(at: .a).status()
      let calls = cluster.endpoints.flatMap {
        cluster.transport.activity(of: $0.authority).unaryCalls
      }
      #expect(calls.count == 2)
      #expect(calls.allSatisfy { $0.metadata["client-api-version"] == "3.6" })
    }
  }

  @Test("a token that was issued elsewhere goes with every call, and is never renewed")
  func givenToken() async throws {
    let cluster = FakeCluster()
    cluster.answer(.put) { _ in throw RPCError.server(.unauthenticated, "invalid auth token") }
    let client = EtcdClient(
      configuration: ClientConfiguration(
        endpoints: [.a], token: "jwt", commandTimeout: .seconds(180)),
      transport: cluster.transport)
    client.start()
    _ = try await client.range(RangeRequest(range: .all))
    #expect(cluster.calls(.range, on: .a).map { $0.metadata["token"] } == ["jwt"])
    let error = await failure { () throws(EtcdError) in
      try await client.put(PutRequest(key: Key("k")))
    }
    #expect(error?.code == .unauthenticated && error?.attempts == 1)
    #expect(cluster.calls(.authenticate, on: .a).isEmpty)
    await client.shutDown()
  }

  @Test("a user known by a certificate has no token: asked again, a server that lost track answers")
  func knownByCertificate() async throws {
    let refusals = Mutex(1)
    cluster.answer(.put) { _ in
      let refuses = refusals.withLock { refusals in
        refusals -= 1
        return refusals >= 0
      }
      if refuses { throw RPCError(code: .unknown, message: "auth: revision in header is old") }
      return PutResponse(header: FakeCluster.header)
    }
    try await cluster.withClient { client in
      _ = try await client.put(PutRequest(key: Key("k")))
      refusals.withLock { $0 = .max }
      let error = await failure { () throws(EtcdError) in
        try await client.put(PutRequest(key: Key("k")))
      }
      #expect(error?.code == .unauthenticated && error?.effect == EtcdError.Effect.none)
      #expect(error?.attempts == CallPlan.maximumRefreshes + 1)
    }
    #expect(cluster.endpoints.allSatisfy { cluster.calls(.authenticate, on: $0).isEmpty })
  }
}
