/// What to do about a connection that failed, by the transport's words.
enum ConnectionAdvice {
  private static let table: [(words: [String], fix: String)] = [
    (["connection refused"], "check that etcd runs there and that this is its client port"),
    (["expired"], "renew the certificate, or check the clock"),
    (
      ["plaintext", "wrong version number"],
      "write the endpoint as http://, or enable TLS on the server"
    ),
    (["speaks tls"], "write the endpoint as https://"),
    (["not pem", "is der"], "convert the file to PEM with openssl"),
    (
      ["self-signed", "self signed", "unknown authority", "issuer"],
      "give --cacert with the authority that signed the server's certificate"
    ),
    (
      ["no subject alternative"],
      "issue the server a certificate with its names and addresses as subject alternative names"
    ),
    (
      [
        "not in the certificate", "name mismatch", "not valid for", "subject alternative",
        "hostname",
      ],
      "use a name that is in the server's certificate"
    ),
    (
      [
        "wants a client certificate", "certificate required", "bad certificate",
        "certificate_required",
      ],
      "give --cert and --key: the server wants a client certificate"
    ),
    (
      ["the client certificate"],
      "give --cert and --key that an authority of the server's --trusted-ca-file signed"
    ),
    (["resolve", "dns", "no such host", "name or service"], "check the endpoint's host name"),
    (["unreachable", "no route"], "check the network between here and the endpoint"),
    (["timed out", "timeout"], "check that the host is up and no firewall drops the packets"),
  ]

  static func fix(for failure: String) -> String? {
    let failure = failure.lowercased()
    return table.first { $0.words.contains { failure.contains($0) } }?.fix
  }
}
