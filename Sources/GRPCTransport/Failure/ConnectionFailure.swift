import RPCCore

/// Why an attempt to connect failed, read from the core's words.
struct ConnectionFailure: Hashable, Sendable {
  /// The host name has no address, or nobody said which.
  let isUnresolved: Bool
  /// What the user reads: the cause, and the fix where the words tell it.
  let text: String
  /// The words hide the cause: a handshake of our own may find it.
  let wantsDiagnosis: Bool
  /// The resolved address that refused, as the core writes it, such as `ipv4:10.0.0.1:2379`.
  let peer: String?

  init(_ words: String, security: RPCSecurity) {
    let (peer, cause) = Self.split(words)
    self.peer = peer
    isUnresolved = cause.hasPrefix(Self.unresolvedPrefix)
    switch Self.recognise(cause, isTLS: security != .plaintext) {
    case .plain(let text): (self.text, wantsDiagnosis) = (text, false)
    case .hidden(let text): (self.text, wantsDiagnosis) = (text, peer != nil)
    }
  }

  /// The words with which libgrpc 1.51 fails a call for want of a connection.
  static func isPicker(_ words: String) -> Bool {
    ["failed to connect to all addresses", unresolvedPrefix, "empty address list"]
      .contains { words.hasPrefix($0) }
  }

  /// Who refused, by the core's words.
  static func peer(in words: String) -> String? { split(words).peer }

  private static let unresolvedPrefix = "DNS resolution failed for "

  private enum Cause {
    case plain(String)
    case hidden(String)
  }

  /// Takes off "failed to connect to all addresses; last error: CODE: ADDRESS: ".
  private static func split(_ words: String) -> (peer: String?, cause: Substring) {
    let parts = words.split(separator: ": ")
    let peer = parts.firstIndex { part in
      ["ipv4:", "ipv6:", "unix:"].contains { part.hasPrefix($0) }
    }
    guard let peer, peer + 1 < parts.endIndex else { return (nil, Substring(words)) }
    return (String(parts[peer]), words[parts[peer + 1].startIndex...])
  }

  /// The wordings of libgrpc 1.51.
  private static func recognise(_ cause: Substring, isTLS: Bool) -> Cause {
    for prefix in ["Failed to connect to remote host: ", "connect() failed: "]
    where cause.hasPrefix(prefix) {
      return .plain(cause.dropFirst(prefix.count).lowercased())
    }
    if cause.hasPrefix(unresolvedPrefix) {
      return .plain(unresolved(cause))
    }
    if cause.contains("Trying to connect an http1.x server") {
      return .plain("server speaks HTTP/1, not gRPC: give etcd's client port")
    }
    if cause.contains("timed out before receiving SETTINGS") {
      return .plain("server accepts the connection but does not answer")
    }
    if cause.contains("timed out") || cause.contains("Timeout") {
      return .plain("no answer in time")
    }
    if cause.contains("No such file or directory") {
      return .plain("no such socket: no server listens there")
    }
    if cause.contains("Connection reset by peer") {
      return .hidden("connection reset by the server")
    }
    if cause.contains("certificate verify failed") {
      return .hidden("TLS: the server's certificate can't be verified")
    }
    if cause.contains("Hostname Verification Check failed")
      || cause.contains("is not in peer certificate")
    {
      return .hidden("TLS: the certificate is for another name")
    }
    if cause.contains("handshake failed") || cause.contains("Handshake read failed") {
      return .hidden("TLS handshake failed")
    }
    if cause.contains("Socket closed") || cause.contains("Endpoint read failed") {
      return .hidden(
        isTLS ? "TLS: the server closed the connection" : "server closed the connection")
    }
    return .plain(String(cause))
  }

  /// "DNS resolution failed for HOST:PORT: … : REASON" without the resolver's internals, which
  /// differ from one attempt to the next.
  private static func unresolved(_ cause: Substring) -> String {
    let parts = cause.split(separator: ": ")
    let address = parts.first?.split(separator: " ").last ?? "the host"
    let host = address.lastIndex(of: ":").map { address[..<$0] } ?? address
    let reason = parts.dropFirst().last.map { " (\($0.lowercased()))" } ?? ""
    return "the host name \(host) can't be resolved\(reason)"
  }
}
