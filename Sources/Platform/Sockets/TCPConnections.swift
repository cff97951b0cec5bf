/// The TCP connections of this machine, as Linux tells it.
public enum TCPConnections {
  /// Established IPv4 connections to a local port, seen from the side that accepted them.
  public static func established(to port: UInt16) -> Int {
    let table = (try? TextFile.read("/proc/net/tcp")) ?? ""
    return established(to: port, in: table)
  }

  /// Reads `/proc/net/tcp`: `sl local_address rem_address st …`, numbers in hexadecimal.
  static func established(to port: UInt16, in table: String) -> Int {
    table.split(separator: "\n").count { line in
      let fields = line.split(separator: " ", maxSplits: 4)
      guard fields.count > 3, fields[3] == "01" else { return false }
      return fields[1].split(separator: ":").last.flatMap { UInt16($0, radix: 16) } == port
    }
  }
}
