import EtcdAPI
import GRPCTransport
import RPCCore
import Testing

@Suite("TLS on real servers", .serialized)
struct TLSConnectionTests {
  let made: Certificates

  init() throws {
    made = try Certificates()
  }

  func server(_ certificate: String, demandingClients: Bool = false) async throws -> EtcdServer {
    try await EtcdServer.start(
      tls: EtcdServer.TLS(
        certificate: made.path("\(certificate).crt"), key: made.path("\(certificate).key"),
        clientAuthority: demandingClients ? made.path("ca.crt") : nil))
  }

  func target(_ server: EtcdServer, _ settings: TLSSettings) -> RPCTarget {
    RPCTarget(address: server.address, security: .tls(settings))
  }

  /// Connects; nil when a call succeeds, else the reason of the failure.
  func reason(_ target: RPCTarget) async throws -> String? {
    try await withTransport { transport in
      let connection = try transport.connection(to: target)
      if let reason = await connection.reasonOfFailure() { return reason }
      _ = try await connection.call(.status, StatusRequest())
      return nil
    }
  }

  @Test("A server of a known authority is trusted, by each of its names")
  func trusted() async throws {
    let server = try await server("server")
    #expect(try await reason(target(server, made.trusting)) == nil)
    let byName = RPCTarget(
      address: server.address.replacing("127.0.0.1", with: "localhost"),
      security: .tls(made.trusting))
    #expect(try await reason(byName) == nil)
  }

  @Test("The name to find in the certificate is each target's own")
  func serverName() async throws {
    let server = try await server("named")
    var settings = made.trusting
    #expect(
      try await reason(target(server, settings))
        == "name 127.0.0.1 is not in the certificate: its names are etcd.example, *.etcd.example")
    settings.serverName = "one.etcd.example"
    #expect(try await reason(target(server, settings)) == nil)
  }

  @Test("An unknown authority is named, with the file that lacks it")
  func unknownAuthority() async throws {
    let server = try await server("server")
    let path = made.path("stranger.crt")
    #expect(
      try await reason(target(server, TLSSettings(authorityFile: path)))
        == "unknown authority: the certificate's issuer /CN=ca is not in the CA file \(path)")
    #expect(
      try await reason(target(server, TLSSettings()))
        == "unknown authority: the certificate's issuer /CN=ca is not in the system's CA files")
  }

  @Test("An expired certificate is told apart, and skipping verification accepts it")
  func expired() async throws {
    let server = try await server("expired")
    #expect(
      try await reason(target(server, made.trusting))
        == "certificate expired on 2021-01-01: renew the server's certificate")
    #expect(try await reason(target(server, TLSSettings(skipsVerification: true))) == nil)
  }

  @Test("A server that demands client certificates takes the right one only")
  func clientCertificates() async throws {
    let server = try await server("server", demandingClients: true)
    var settings = made.trusting
    #expect(
      try await reason(target(server, settings))
        == "server wants a client certificate: give one with its key")
    settings.certificateFile = made.path("foreigner.crt")
    settings.keyFile = made.path("foreigner.key")
    #expect(
      try await reason(target(server, settings))?.hasPrefix("server does not") == true)
    settings.certificateFile = made.path("client.crt")
    settings.keyFile = made.path("client.key")
    #expect(try await reason(target(server, settings)) == nil)
    settings.skipsVerification = true
    #expect(try await reason(target(server, settings)) == nil)
  }

  @Test("TLS on one side only is told with the scheme to use")
  func mismatch() async throws {
    let plain = try await EtcdServer.start()
    #expect(
      try await reason(target(plain, made.trusting))
        == "server speaks plaintext: use http:// for this endpoint")
    let secure = try await server("server")
    #expect(
      try await reason(RPCTarget(address: secure.address))
        == "server speaks TLS: use https:// for this endpoint")
  }

  @Test("Files that can't be used are refused before any connection")
  func files() async throws {
    try await withTransport { transport in
      let settings = TLSSettings(authorityFile: made.path("ca.der"))
      let target = RPCTarget(address: "127.0.0.1:1", security: .tls(settings))
      let error = await failure { try transport.connection(to: target) }
      #expect(error?.code == .invalidArgument)
      #expect(error?.message.contains("is DER, not PEM") == true)
    }
  }
}
