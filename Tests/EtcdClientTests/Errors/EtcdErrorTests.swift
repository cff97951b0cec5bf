import EtcdModel
import RPCCore
import Testing

@testable import EtcdClient

@Suite struct EtcdErrorTests {
  private func error(
    _ error: RPCError, isMutation: Bool = true, connectionFailure: String? = nil
  ) -> EtcdError {
    EtcdError(
      error, on: .a, attempts: 2, isMutation: isMutation, connectionFailure: connectionFailure)
  }

  @Test("the fate of a mutation is unknown unless it provably had no effect")
  func effect() {
    let fates: [(RPCError, EtcdError.Effect)] = [
      (RPCError(code: .unavailable, message: "socket closed"), .unknown),
      (RPCError(code: .unavailable, message: "refused", neverLeft: true), .none),
      (RPCError(code: .deadlineExceeded, message: "deadline exceeded"), .unknown),
      (RPCError(code: .cancelled, message: "cancelled"), .unknown),
      (.server(.unavailable, "request timed out"), .unknown),
      (.server(.unavailable, "leader changed"), .unknown),
      (.server(.unavailable, "no leader"), .none),
      (.server(.invalidArgument, "key is not provided"), .none),
      (.server(.permissionDenied, "permission denied"), .none),
      (.server(.resourceExhausted, "too many requests"), .none),
      (.server(.resourceExhausted, "mvcc: database space exceeded"), .unknown),
      (RPCError(code: .resourceExhausted, message: "message larger than max"), .unknown),
    ]
    for (failure, effect) in fates {
      #expect(error(failure).effect == effect, "\(failure)")
      #expect(error(failure, isMutation: false).effect == .none)
    }
  }

  @Test("reads as one sentence with endpoint, attempts, cause and fix")
  func sentence() {
    let failure = RPCError(code: .unavailable, message: "no connection")
    #expect(
      "\(error(failure, isMutation: false, connectionFailure: "connection refused"))"
        == "no connection (http://a:2379, 2 attempts): connection refused; "
        + "check that etcd runs there and that this is its client port")
  }

  @Test(
    "says what to do about a connection",
    arguments: [
      ("Connection refused", "client port"), ("certificate has expired", "renew"),
      ("unable to get local issuer certificate", "--cacert"),
      ("the server speaks plaintext", "http://"), ("certificate required", "--cert"),
      ("name a is not in the certificate: its names are b", "a name that is in"),
      ("name a is not in the certificate: it has no subject alternative names", "issue"),
      ("server does not know the authority of the client certificate", "--trusted-ca-file"),
    ])
  func advice(failure: String, fix: String) throws {
    let advice = try #require(ConnectionAdvice.fix(for: failure))
    #expect(advice.contains(fix))
  }

  @Test("a server that refuses a handshake is there: its port is not the trouble")
  func refusedHandshake() {
    for failure in ["certificate refused: too weak", "server refused the TLS handshake (alert 80)"]
    {
      #expect(ConnectionAdvice.fix(for: failure) == nil)
    }
  }

  @Test("takes the words of a cancelled watch with and without a code in front")
  func refusal() {
    for reason in [
      "etcdserver: permission denied",
      "rpc error: code = PermissionDenied desc = etcdserver: permission denied",
    ] {
      let error = EtcdError(refusal: reason, endpoint: .a)
      #expect(error.code == .permissionDenied)
      #expect(error.message == "etcdserver: permission denied")
    }
  }
}
