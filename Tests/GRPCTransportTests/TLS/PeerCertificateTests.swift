import EtcdAPI
import GRPCTransport
import RPCCore
import TestSupport
import Testing

@Suite("The certificate that a real server shows", .serialized)
struct PeerCertificateTests {
  /// Runs a test with a connection to a server that shows one of the certificates.
  private func withTLS(
    _ shown: KeyPath<TestCertificates, TestCertificates.Pair> = \.server, mutual: Bool = false,
    _ settings: (TestCertificates) -> TLSSettings,
    _ body: (any RPCConnection) async throws -> Void
  ) async throws {
    try await withTemporaryFolder { folder in
      let made = try await TestCertificates.make(in: folder)
      try await withServer(tls: made.serverTLS(mutual: mutual, made[keyPath: shown])) { server in
        try await withTransport { transport in
          try await body(
            transport.connection(
              to: RPCTarget(address: server.address, security: .tls(settings(made)))))
        }
      }
    }
  }

  @Test("It is read once the connection is known, with its names, its issuer and its time left")
  func shown() async throws {
    try await withTLS {
      TLSSettings(authorityFile: $0.authorityFile)
    } _: { connection in
      #expect(await connection.peerCertificate() == nil, "nobody knows yet where it leads")
      _ = try await connection.call(.status, StatusRequest())
      let certificate = try #require(await connection.peerCertificate())
      #expect(certificate.subject == "/CN=localhost")
      #expect(certificate.issuer == "/CN=etcdscope ca")
      #expect(certificate.names == ["localhost", "127.0.0.1", "::1"])
      #expect(certificate.timeLeft > .seconds(86_400) && certificate.timeLeft <= .seconds(172_800))
      _ = try await connection.call(.status, StatusRequest())
    }
  }

  @Test("One that has expired is read, though no call was ever answered")
  func expired() async throws {
    try await withTLS(\.expired) {
      TLSSettings(authorityFile: $0.authorityFile)
    } _: { connection in
      #expect(await connection.reasonOfFailure()?.hasPrefix("certificate expired") == true)
      let certificate = try #require(await connection.peerCertificate())
      #expect(certificate.timeLeft < .zero)
    }
  }

  @Test("A server that refuses us shows it before, and one that knows us takes us")
  func mutual() async throws {
    try await withTLS(mutual: true) {
      TLSSettings(authorityFile: $0.authorityFile)
    } _: { connection in
      #expect(await connection.reasonOfFailure() != nil)
      #expect(await connection.peerCertificate()?.issuer == "/CN=etcdscope ca")
    }
    try await withTLS(mutual: true) {
      TLSSettings(
        authorityFile: $0.authorityFile, certificateFile: $0.client.certificateFile,
        keyFile: $0.client.keyFile)
    } _: { connection in
      _ = try await connection.call(.status, StatusRequest())
      #expect(await connection.peerCertificate()?.subject == "/CN=localhost")
    }
  }

  @Test("Without TLS there is none")
  func plaintext() async throws {
    try await withConnection { connection, _ in
      _ = try await connection.call(.status, StatusRequest())
      #expect(await connection.peerCertificate() == nil)
    }
  }
}
