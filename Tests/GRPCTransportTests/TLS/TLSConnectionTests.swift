import EtcdAPI
import GRPCTransport
import RPCCore
import TestSupport
import Testing

@Suite("TLS on real servers", .serialized)
struct TLSConnectionTests {
  /// Connects; nil when a call succeeds, else the reason of the failure.
  func reason(_ address: String, _ security: RPCSecurity) async throws -> String? {
    try await withTransport { transport in
      let connection = try transport.connection(
        to: RPCTarget(address: address, security: security))
      if let reason = await connection.reasonOfFailure() { return reason }
      _ = try await connection.call(.status, StatusRequest())
      return nil
    }
  }

  /// Checks how a connection ends: nil when a call succeeds.
  func check(
    _ address: String, _ settings: TLSSettings, is expected: String?,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let reason = try await reason(address, .tls(settings))
    #expect(reason == expected, sourceLocation: sourceLocation)
  }

  /// Runs a test with certificates and a server that shows one of them.
  func withTLS(
    _ shown: KeyPath<TestCertificates, TestCertificates.Pair> = \.server, mutual: Bool = false,
    _ body: (EtcdServer, TestCertificates) async throws -> Void
  ) async throws {
    try await withTemporaryFolder { folder in
      let made = try await TestCertificates.make(in: folder)
      let tls = made.serverTLS(mutual: mutual, made[keyPath: shown])
      try await withServer(tls: tls) { try await body($0, made) }
    }
  }

  @Test("A server of a known authority is trusted, by each of its names")
  func trusted() async throws {
    try await withTLS { server, made in
      let settings = TLSSettings(authorityFile: made.authorityFile)
      try await check(server.address, settings, is: nil)
      try await check("localhost:\(server.port)", settings, is: nil)
    }
  }

  @Test("The name to find in the certificate is each target's own")
  func serverName() async throws {
    try await withTLS(\.wrongName) { server, made in
      var settings = TLSSettings(authorityFile: made.authorityFile)
      try await check(
        server.address, settings,
        is: "name 127.0.0.1 is not in the certificate: its names are elsewhere.example")
      settings.serverName = "elsewhere.example"
      try await check(server.address, settings, is: nil)
    }
  }

  @Test("A certificate without any subject alternative name is told as such")
  func noNames() async throws {
    try await withTLS(\.client) { server, made in
      try await check(
        server.address, TLSSettings(authorityFile: made.authorityFile),
        is: "name 127.0.0.1 is not in the certificate: it has no subject alternative names")
    }
  }

  @Test("An unknown authority is named, with the file that lacks it")
  func unknownAuthority() async throws {
    try await withTLS { server, made in
      let path = made.otherAuthorityFile
      let problem = "unknown authority: the certificate's issuer /CN=etcdscope ca is not in "
      try await check(
        server.address, TLSSettings(authorityFile: path), is: problem + "the CA file \(path)")
      try await check(server.address, TLSSettings(), is: problem + "the system's CA files")
    }
  }

  @Test("An expired certificate is told apart, and skipping verification accepts it")
  func expired() async throws {
    try await withTLS(\.expired) { server, made in
      let settings = TLSSettings(authorityFile: made.authorityFile)
      let reason = try await reason(server.address, .tls(settings))
      #expect(reason?.hasPrefix("certificate expired on 20") == true)
      #expect(reason?.hasSuffix(": renew the server's certificate") == true)
      try await check(server.address, TLSSettings(skipsVerification: true), is: nil)
    }
  }

  @Test("A server that demands client certificates takes the right one only")
  func clientCertificates() async throws {
    try await withTLS(mutual: true) { server, made in
      var settings = TLSSettings(authorityFile: made.authorityFile)
      try await check(
        server.address, settings,
        is: "server wants a client certificate: give one with its key")
      settings.certificateFile = made.otherAuthorityFile
      settings.keyFile = made.otherAuthorityFile.replacing(".pem", with: "-key.pem")
      let refusal = try await reason(server.address, .tls(settings))
      #expect(refusal?.hasPrefix("server does not") == true)
      settings.certificateFile = made.client.certificateFile
      settings.keyFile = made.client.keyFile
      try await check(server.address, settings, is: nil)
      settings.skipsVerification = true
      try await check(server.address, settings, is: nil)
    }
  }

  @Test("TLS on one side only is told with the scheme to use")
  func mismatch() async throws {
    try await withServer { server in
      try await check(
        server.address, TLSSettings(),
        is: "server speaks plaintext: use http:// for this endpoint")
    }
    try await withTLS { server, _ in
      let reason = try await reason(server.address, .plaintext)
      #expect(reason == "server speaks TLS: use https:// for this endpoint")
    }
  }
}
