import LocalCluster
import Platform

/// PEM files of an authority and of servers and clients, made by the openssl command.
public struct TestCertificates: Sendable {
  public struct Pair: Hashable, Sendable {
    public let certificateFile: String
    public let keyFile: String
  }

  /// Signs all of `server`, `client`, `expired` and `wrongName`.
  public let authorityFile: String
  /// An authority that signed none of them.
  public let otherAuthorityFile: String
  /// For `localhost`, 127.0.0.1 and ::1; good for clients too, as etcd's own gateway needs.
  public let server: Pair
  /// For the user `root` (its common name).
  public let client: Pair
  /// A server that was valid until yesterday.
  public let expired: Pair
  /// A server for `elsewhere.example` only.
  public let wrongName: Pair

  /// - Parameter folder: Where the files go.
  public static func make(in folder: String) async throws -> TestCertificates {
    let command = try await Command.run(
      "sh", ["-euc", script], environment: ["LC_ALL=C"], directory: folder)
    guard command.hasSucceeded else {
      throw MissingProgram(
        description: "certificates need openssl; install it with: apt-get install openssl"
          + " (\(command.output))")
    }
    func pair(_ name: String) -> Pair {
      Pair(certificateFile: "\(folder)/\(name).pem", keyFile: "\(folder)/\(name)-key.pem")
    }
    return TestCertificates(
      authorityFile: "\(folder)/ca.pem", otherAuthorityFile: "\(folder)/other-ca.pem",
      server: pair("server"), client: pair("client"), expired: pair("expired"),
      wrongName: pair("wrong-name"))
  }

  /// For the members of a cluster.
  ///
  /// - Parameter mutual: Clients must show `client`'s certificate or another of the authority.
  public func serverTLS(mutual: Bool, _ pair: Pair? = nil) -> ClusterOptions.ServerTLS {
    let pair = pair ?? server
    return ClusterOptions.ServerTLS(
      certificateFile: pair.certificateFile, keyFile: pair.keyFile,
      clientAuthorityFile: mutual ? authorityFile : nil)
  }

  private static let script = """
    key="-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
    authority() {
      openssl req -x509 $key -keyout $1-key.pem -out $1.pem -days 2 -subj "/CN=etcdscope $1"
    }
    issue() {
      openssl req $key -keyout $1-key.pem -out $1.csr -subj "/CN=$2"
      printf 'extendedKeyUsage=serverAuth,clientAuth\\n%s\\n' "$3" > $1.ext
      openssl x509 -req -in $1.csr -CA ca.pem -CAkey ca-key.pem -CAcreateserial \\
        -days $4 -extfile $1.ext -out $1.pem
    }
    authority ca
    authority other-ca
    issue server localhost subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1 2
    issue client root "" 2
    issue expired localhost subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1 -1
    issue wrong-name elsewhere.example subjectAltName=DNS:elsewhere.example 2
    """
}
