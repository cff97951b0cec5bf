import Glibc

/// What this process holds, as the kernel counts it.
struct ProcessCounts {
  let threads: Int
  let descriptors: Int

  static func now() throws -> ProcessCounts {
    ProcessCounts(
      threads: try entries(of: "/proc/self/task"), descriptors: try entries(of: "/proc/self/fd"))
  }

  private static func entries(of folder: String) throws -> Int {
    guard let directory = opendir(folder) else { throw ProgramError() }
    defer { closedir(directory) }
    var count = 0
    while readdir(directory) != nil { count += 1 }
    return count
  }
}

/// Established TCP connections of this machine to a server, made from dual-stack sockets as the
/// core does.
func connectionsOf(_ server: EtcdServer) throws -> Int {
  let port = server.address.split(separator: ":").last.flatMap { UInt32($0) } ?? 0
  let digits = String(port + 0x10000, radix: 16, uppercase: true).dropFirst()
  let remote = "0000000000000000FFFF00000100007F:" + digits
  let established = "01"
  return try text(of: "/proc/net/tcp6").split(separator: "\n").count { line in
    let fields = line.split(separator: " ")
    return fields.count > 3 && fields[2] == remote && fields[3] == established
  }
}
