import Glibc

/// A resolved address, in the core's form: `ipv4:1.2.3.4:2379`, `ipv6:%5B::1%5D:2379`,
/// `unix:/path`.
struct PeerAddress {
  private enum Kind {
    case network(host: String, port: String)
    case local(path: String)
  }

  private let kind: Kind

  init?(_ text: String) {
    if text.hasPrefix("unix:") {
      kind = .local(path: String(text.dropFirst("unix:".count)))
      return
    }
    let rest = text.dropFirst("ipv4:".count)
    guard text.hasPrefix("ipv4:") || text.hasPrefix("ipv6:"), let colon = rest.lastIndex(of: ":")
    else { return nil }
    var host = rest[..<colon]
    for (opening, closing) in [("%5B", "%5D"), ("[", "]")]
    where host.hasPrefix(opening) && host.hasSuffix(closing) {
      host = host.dropFirst(opening.count).dropLast(closing.count)
    }
    kind = .network(host: String(host), port: String(rest[rest.index(after: colon)...]))
  }

  /// Lends the address in the system's form, with its family; nil when it has none. No name is
  /// ever resolved here.
  func withSocketAddress<Value>(
    _ body: (UnsafePointer<sockaddr>, socklen_t, _ family: Int32) -> Value
  ) -> Value? {
    switch kind {
    case .network(let host, let port):
      var hints = addrinfo()
      hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV
      hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
      var found: UnsafeMutablePointer<addrinfo>?
      guard getaddrinfo(host, port, &hints, &found) == 0, let found else { return nil }
      defer { freeaddrinfo(found) }
      guard let address = found.pointee.ai_addr else { return nil }
      return body(address, found.pointee.ai_addrlen, found.pointee.ai_family)
    case .local(let path):
      var address = sockaddr_un()
      address.sun_family = sa_family_t(AF_UNIX)
      let fits = withUnsafeMutableBytes(of: &address.sun_path) { room in
        guard path.utf8.count < room.count else { return false }
        room.copyBytes(from: path.utf8)
        return true
      }
      guard fits else { return nil }
      return withUnsafePointer(to: &address) { address in
        address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          body($0, socklen_t(MemoryLayout<sockaddr_un>.size), AF_UNIX)
        }
      }
    }
  }
}
