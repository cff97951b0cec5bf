import Glibc

/// Which process holds which TCP connection, as Linux tells it.
public enum SocketOwners {
  /// The local IPv4 ports of a process's TCP sockets; empty when it has ended or isn't ours.
  public static func ports(of pid: Int32) -> Set<UInt16> {
    let sockets = Set(
      Folder.names(in: "/proc/\(pid)/fd").compactMap { name in
        linkTarget("/proc/\(pid)/fd/\(name)").flatMap(inode)
      })
    guard !sockets.isEmpty, let table = try? TextFile.read("/proc/net/tcp") else { return [] }
    return ports(in: table, of: sockets)
  }

  /// The inode of a link such as `socket:[12345]`.
  static func inode(_ link: String) -> UInt64? {
    guard link.hasPrefix("socket:["), link.hasSuffix("]") else { return nil }
    return UInt64(link.dropFirst("socket:[".count).dropLast())
  }

  /// Reads `/proc/net/tcp`: `sl local_address rem_address st queues tr retrnsmt uid timeout inode`.
  static func ports(in table: String, of inodes: Set<UInt64>) -> Set<UInt16> {
    var ports: Set<UInt16> = []
    for line in table.split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count > 9, let inode = UInt64(fields[9]), inodes.contains(inode),
        let port = fields[1].split(separator: ":").last.flatMap({ UInt16($0, radix: 16) })
      else { continue }
      ports.insert(port)
    }
    return ports
  }
}
