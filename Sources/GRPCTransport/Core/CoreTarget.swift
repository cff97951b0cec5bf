import Glibc

/// Targets as the core reads them.
enum CoreTarget {
  private static let network = "dns:///"
  private static let local = "unix:///"

  /// Every network target goes through the resolver, IP addresses too, which it answers at once;
  /// and every path of a socket is absolute. So none reads like the peer of a connection (`ipv4:`,
  /// `ipv6:`, `unix:/`), see `CoreCall.hasAnswer`.
  static func text(for address: String) -> String {
    guard address.hasPrefix("unix:") else { return network + address }
    return local + absolutePath(address.dropFirst("unix:".count)).drop { $0 == "/" }
  }

  static func isTarget(_ peer: String) -> Bool {
    peer.hasPrefix(network) || peer.hasPrefix(local)
  }

  private static func absolutePath(_ path: Substring) -> Substring {
    guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
    defer { free(folder) }
    return "\(String(cString: folder))/\(path)"
  }
}
