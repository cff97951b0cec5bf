import EtcdAPI
import EtcdModel
import GRPCTransport
import LocalCluster
import RPCCore
import TestSupport
import Testing

@testable import EtcdClient

/// What a user reads when a real server can't be reached or refuses.
@Suite(.timeLimit(.minutes(10))) struct ErrorsInWordsTests {
  /// The error of a read, once the reason of the last connection failure is known.
  private func error(
    _ endpoint: Endpoint, _ tls: TLSSettings?, saying words: String
  ) async throws -> EtcdError {
    let client = EtcdClient(
      configuration: ClientConfiguration(endpoints: [endpoint], tls: tls),
      transport: try GRPCTransport(options: GRPCTransportOptions()))
    client.start()
    var error: EtcdError?
    try await until("the error says: \(words)") {
      error = await failure { () throws(EtcdError) in
        try await client.range(
          RangeRequest(range: .all), options: CallOptions(timeout: .milliseconds(500)))
      }
      return error?.connectionFailure?.contains(words) == true
    }
    await client.shutDown()
    return try #require(error)
  }

  @Test("a connection that fails for its TLS is told with endpoint, cause and fix")
  func tls() async throws {
    try await withTemporaryFolder { folder in
      let made = try await TestCertificates.make(in: folder)
      let der = "\(folder)/ca.der"
      _ = try await Command.run(
        "openssl", ["x509", "-in", made.authorityFile, "-outform", "der", "-out", der],
        package: "openssl")
      var options = ClusterOptions.single
      options.clientTLS = made.serverTLS(mutual: true)
      try await withCluster(options) { cluster in
        let secure = try #require(try cluster.endpoints().first)
        let plain = Endpoint(scheme: .http, host: secure.host, port: secure.port)
        let trusting = TLSSettings(authorityFile: made.authorityFile)
        var elsewhere = trusting
        elsewhere.serverName = "elsewhere.example"
        let cases: [(Endpoint, TLSSettings?, words: String, fix: String)] = [
          (plain, nil, "speaks TLS", "https://"),
          (
            secure, TLSSettings(authorityFile: made.otherAuthorityFile), "unknown authority",
            "--cacert"
          ),
          (secure, elsewhere, "not in the certificate", "name that is in"),
          (secure, trusting, "client certificate", "--cert and --key"),
          (secure, TLSSettings(authorityFile: der), "DER", "PEM"),
        ]
        for (endpoint, tls, words, fix) in cases {
          let error = try await error(endpoint, tls, saying: words)
          #expect(error.code == .unavailable && error.endpoint == endpoint && error.attempts >= 1)
          #expect(error.fix?.contains(fix) == true, "\(error)")
        }
        var settings = trusting
        settings.certificateFile = made.client.certificateFile
        settings.keyFile = made.client.keyFile
        let client = EtcdClient(
          configuration: ClientConfiguration(endpoints: [secure], tls: settings),
          transport: try GRPCTransport(options: GRPCTransportOptions()))
        client.start()
        _ = try await client.range(RangeRequest(range: .all))
        await client.shutDown()
      }
    }
  }

  @Test("a refused request is told with the permission that it wants")
  func permission() async throws {
    try await withCluster(.single) { cluster in
      try await cluster.withClient { admin in
        for user in ["root", "guest"] {
          _ = try await admin.userAdd(AuthUserAddRequest(name: user, password: "secret"))
        }
        _ = try await admin.userGrantRole(AuthUserGrantRoleRequest(user: "root", role: "root"))
        _ = try await admin.authEnable()
      }
      let guest = Credentials(user: "guest", password: "secret")
      try await cluster.withClient(credentials: guest) { client in
        let read = await failure { () throws(EtcdError) in
          try await client.range(RangeRequest(range: .prefix(Array("/app/".utf8))))
        }
        #expect(
          read?.code == .permissionDenied
            && read?.fix == "use a user whose roles allow read on the prefix \"/app/\"")
        let write = await failure { () throws(EtcdError) in
          try await client.put(PutRequest(key: Key("/app/a")))
        }
        #expect(write?.effect == EtcdError.Effect.none)
        #expect(write?.fix == "use a user whose roles allow write on \"/app/a\"")
        let watch = WatchReader(client.watch(.single(Key("/app/a"))))
        try await until("the watch is refused") {
          guard case .ended(let error)? = watch.updates.last else { return false }
          return error.fix == "use a user whose roles allow read on \"/app/a\""
        }
      }
    }
  }
}
