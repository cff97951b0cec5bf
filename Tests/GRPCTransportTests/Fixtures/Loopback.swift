import Glibc

struct SocketError: Error {}

/// A TCP listener that never accepts by itself: connections wait in its backlog.
final class Listener: Sendable {
  let port: UInt16
  private let descriptor: Int32

  init() throws {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var bound = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let failure = withUnsafeMutablePointer(to: &bound) { bound in
      bound.withMemoryRebound(to: sockaddr.self, capacity: 1) { bound in
        loopback(0) { bind(descriptor, $0, $1) | listen(descriptor, 64) }
          | getsockname(descriptor, bound, &size)
      }
    }
    self.descriptor = descriptor
    port = UInt16(bigEndian: bound.sin_port)
    guard failure == 0 else { throw SocketError() }
  }

  deinit { close(descriptor) }
}

/// The sum of a server's metrics of this name that have the label.
func metric(of server: EtcdServer, _ name: String, _ label: String = "") throws -> Int {
  let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  defer { close(descriptor) }
  let request = Array("GET /metrics HTTP/1.0\r\n\r\n".utf8)
  guard loopback(server.metricsPort, { connect(descriptor, $0, $1) }) == 0,
    send(descriptor, request, request.count, Int32(MSG_NOSIGNAL)) == request.count
  else { throw SocketError() }
  let lines = text(readingToEnd: descriptor).split(separator: "\n")
  return lines.filter { $0.hasPrefix(name) && (label.isEmpty || $0.contains(label)) }
    .compactMap { line in line.split(separator: " ").last.flatMap { Int($0) } }
    .reduce(0, +)
}

/// Established TCP connections of this machine to a server, made from dual-stack sockets as the
/// core does.
func connections(to server: EtcdServer) throws -> Int {
  let table = open("/proc/net/tcp6", O_RDONLY | O_CLOEXEC)
  guard table >= 0 else { throw SocketError() }
  defer { close(table) }
  let port = String(UInt32(server.port) + 0x10000, radix: 16, uppercase: true).dropFirst()
  let remote = "0000000000000000FFFF00000100007F:" + port
  let established = "01"
  return text(readingToEnd: table).split(separator: "\n").count { line in
    let fields = line.split(separator: " ")
    return fields.count > 3 && fields[2] == remote && fields[3] == established
  }
}

private func text(readingToEnd descriptor: Int32) -> String {
  var bytes: [UInt8] = []
  var part = [UInt8](repeating: 0, count: 1 << 16)
  while case let count = read(descriptor, &part, part.count), count > 0 { bytes += part[..<count] }
  return String(decoding: bytes, as: UTF8.self)
}

private func loopback<Value>(
  _ port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Value
) -> Value {
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_port = port.bigEndian
  address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
  return withUnsafePointer(to: &address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
    }
  }
}
