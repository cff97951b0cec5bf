import RPCCore
import TestSupport
import Testing

@testable import GRPCTransport

@Suite("PEM files before use")
struct TLSFilesTests {
  /// Runs a test with certificates and, of the client's, the forms that can't be used.
  func withFiles(_ body: (TestCertificates, _ folder: String) throws -> Void) async throws {
    try await withTemporaryFolder { folder in
      let made = try await TestCertificates.make(in: folder)
      let forms = """
        openssl x509 -in ca.pem -outform der -out ca.der
        openssl pkey -in client-key.pem -outform der -out client-key.der
        openssl pkey -in client-key.pem -aes256 -passout pass:secret -out encrypted.pem
        echo nothing > nothing.pem
        """
      _ = try await Command.run("sh", ["-euc", forms], directory: folder)
      try body(made, folder)
    }
  }

  /// What is wrong with files of a folder, without its path.
  func problem(
    in folder: String, authority: String? = nil, certificate: String? = nil, key: String? = nil
  ) -> String? {
    let settings = TLSSettings(
      authorityFile: authority.map { "\(folder)/\($0)" },
      certificateFile: certificate.map { "\(folder)/\($0)" },
      keyFile: key.map { "\(folder)/\($0)" })
    do {
      _ = try TLSFiles(reading: settings)
      return nil
    } catch {
      #expect(error.code == .invalidArgument)
      #expect(error.neverLeft)
      return error.message.replacing(folder + "/", with: "")
    }
  }

  @Test("What is right is taken as it is")
  func right() async throws {
    try await withFiles { _, folder in
      #expect(
        problem(
          in: folder, authority: "ca.pem", certificate: "client.pem", key: "client-key.pem")
          == nil)
      #expect(problem(in: folder) == nil)
    }
  }

  @Test("An authority that can't be used is told with its fix")
  func authorities() async throws {
    try await withFiles { _, folder in
      #expect(
        problem(in: folder, authority: "none.pem")
          == "the CA file none.pem can't be read: no such file or directory")
      #expect(
        problem(in: folder, authority: "ca.der")
          == "the CA file ca.der is DER, not PEM: convert it with "
          + "`openssl x509 -inform der -in ca.der -out converted.pem`")
      #expect(
        problem(in: folder, authority: "nothing.pem")
          == "the CA file nothing.pem holds no certificate: "
          + "it must begin with -----BEGIN CERTIFICATE-----")
    }
  }

  @Test("A client's certificate or key that can't be used is told with its fix")
  func identities() async throws {
    try await withFiles { _, folder in
      func problem(_ certificate: String?, _ key: String?) -> String? {
        self.problem(in: folder, certificate: certificate, key: key)
      }
      #expect(
        problem("client.pem", "client-key.der")
          == "the client key client-key.der is DER, not PEM: convert it with "
          + "`openssl pkey -inform der -in client-key.der -out converted.pem`")
      #expect(
        problem("client.pem", "server-key.pem")
          == "the client key server-key.pem does not belong to the certificate client.pem: "
          + "give the key that its request was made with")
      #expect(
        problem("client-key.pem", "client.pem")
          == "the client certificate client-key.pem holds a private key: "
          + "are certificate and key swapped?")
      #expect(
        problem("client.pem", "client.pem")
          == "the client key client.pem holds a certificate: are certificate and key swapped?")
      #expect(
        problem("client.pem", "encrypted.pem")
          == "the client key encrypted.pem is encrypted, which is not supported: decrypt it with "
          + "`openssl pkey -in encrypted.pem -out decrypted.pem`")
      #expect(
        problem("client.pem", nil)
          == "the client certificate client.pem has no key: give the key file, too")
      #expect(
        problem(nil, "client-key.pem")
          == "the client key client-key.pem has no certificate: give the certificate file, too")
    }
  }
}
