import RPCCore
import Testing

@testable import GRPCTransport

@Suite("PEM files before use")
struct TLSFilesTests {
  let made: Certificates

  init() throws {
    made = try Certificates()
  }

  func problem(_ authority: String?, _ certificate: String? = nil, _ key: String? = nil) -> String?
  {
    let settings = TLSSettings(
      authorityFile: authority.map(made.path), certificateFile: certificate.map(made.path),
      keyFile: key.map(made.path))
    do {
      _ = try TLSFiles(reading: settings)
      return nil
    } catch {
      #expect(error.code == .invalidArgument)
      return error.message.replacing(made.folder.path + "/", with: "")
    }
  }

  @Test("What is right is taken as it is")
  func right() throws {
    #expect(problem("ca.crt", "client.crt", "client.key") == nil)
    #expect(problem(nil) == nil)
  }

  @Test("What is wrong is told with its fix")
  func wrong() throws {
    #expect(problem("none.crt") == "the CA file none.crt can't be read: no such file or directory")
    #expect(
      problem("ca.der")
        == "the CA file ca.der is DER, not PEM: convert it with "
        + "`openssl x509 -inform der -in ca.der -out converted.pem`")
    #expect(
      problem(nil, "client.crt", "client.key.der")
        == "the client key client.key.der is DER, not PEM: convert it with "
        + "`openssl pkey -inform der -in client.key.der -out converted.pem`")
    #expect(
      problem("index.txt")
        == "the CA file index.txt holds no certificate: "
        + "it must begin with -----BEGIN CERTIFICATE-----")
    #expect(
      problem(nil, "client.crt", "server.key")
        == "the client key server.key does not belong to the certificate client.crt: "
        + "give the key that its request was made with")
    #expect(
      problem(nil, "client.key", "client.crt")
        == "the client certificate client.key holds a private key: "
        + "are certificate and key swapped?")
    #expect(
      problem(nil, "client.crt", "client.crt")?.hasSuffix("are certificate and key swapped?")
        == true)
    #expect(problem(nil, "client.crt", "encrypted.key")?.contains("is encrypted") == true)
    #expect(
      problem(nil, "client.crt")
        == "the client certificate client.crt has no key: give the key file, too")
    #expect(
      problem(nil, nil, "client.key")
        == "the client key client.key has no certificate: give the certificate file, too")
  }
}
