import RPCCore

/// A small authority and what it signed, made anew by the openssl command for a test.
struct Certificates: Sendable {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    _ = try folder.write(
      """
      [ca]
      database = index.txt
      new_certs_dir = .
      serial = serial
      default_md = sha256
      policy = policy
      unique_subject = no
      copy_extensions = copy
      [policy]
      commonName = supplied
      [req]
      distinguished_name = name
      [name]
      """, to: "openssl.cnf")
    _ = try folder.write("", to: "index.txt")
    _ = try folder.write("01", to: "serial")
    try makeAuthority("ca")
    try makeAuthority("stranger")
    try sign("server", "IP:127.0.0.1,DNS:localhost")
    try sign("named", "DNS:etcd.example,DNS:*.etcd.example")
    try sign("client", "DNS:client")
    try sign("foreigner", "DNS:client", by: "stranger")
    try sign("expired", "IP:127.0.0.1", from: "20200101000000Z", to: "20210101000000Z")
    try openssl("x509", "-in", "ca.crt", "-outform", "der", "-out", "ca.der")
    try openssl("pkey", "-in", "client.key", "-outform", "der", "-out", "client.key.der")
    try openssl(
      "pkey", "-in", "client.key", "-aes256", "-passout", "pass:secret", "-out",
      "encrypted.key")
  }

  func path(_ name: String) -> String { "\(folder.path)/\(name)" }

  /// TLS that trusts the authority, without a client certificate.
  var trusting: TLSSettings { TLSSettings(authorityFile: path("ca.crt")) }

  private func openssl(_ arguments: String...) throws {
    try Program.run(["openssl"] + arguments, in: folder.path)
  }

  private func makeAuthority(_ name: String) throws {
    try openssl(
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
      "-keyout", "\(name).key", "-out", "\(name).crt", "-subj", "/CN=\(name)", "-days", "2")
  }

  private func sign(
    _ name: String, _ names: String, by authority: String = "ca", from start: String? = nil,
    to end: String? = nil
  ) throws {
    try openssl(
      "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout",
      "\(name).key", "-out", "\(name).csr", "-subj", "/CN=\(name)", "-config", "openssl.cnf",
      "-addext", "subjectAltName=\(names)")
    var arguments = [
      "openssl", "ca", "-batch", "-config", "openssl.cnf", "-name", "ca", "-cert",
      "\(authority).crt", "-keyfile", "\(authority).key", "-in", "\(name).csr", "-out",
      "\(name).crt",
    ]
    if let start, let end {
      arguments += ["-startdate", start, "-enddate", end]
    } else {
      arguments += ["-days", "2"]
    }
    try Program.run(arguments, in: folder.path)
  }
}
