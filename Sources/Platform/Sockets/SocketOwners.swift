/// The TCP connections that some processes hold at one moment, as Linux tells it.
public struct SocketOwners: Sendable {
  private let inodes: Set<UInt64>
  private let table: TCPTable

  /// Processes that have ended, or aren't ours, hold nothing.
  public init(of pids: [Int32]) {
    let inodes = Set(
      pids.flatMap { pid in
        Folder.names(in: "/proc/\(pid)/fd").compactMap { name in
          linkTarget("/proc/\(pid)/fd/\(name)").flatMap(Self.inode)
        }
      })
    self.init(inodes: inodes, table: inodes.isEmpty ? TCPTable(text: "") : .read())
  }

  init(inodes: Set<UInt64>, table: TCPTable) {
    self.inodes = inodes
    self.table = table
  }

  /// Whether one of them made the connection over 127.0.0.1 between these ports.
  public func made(from source: UInt16, to port: UInt16) -> Bool {
    table.connection(from: source, to: port).map { inodes.contains($0.inode) } ?? false
  }

  /// The inode of a link such as `socket:[12345]`.
  static func inode(_ link: String) -> UInt64? {
    guard link.hasPrefix("socket:["), link.hasSuffix("]") else { return nil }
    return UInt64(link.dropFirst("socket:[".count).dropLast())
  }
}
