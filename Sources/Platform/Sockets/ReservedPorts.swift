import CPlatform
import Glibc

/// Ports of 127.0.0.1 for servers that can't be handed a listening socket, reserved as long as this
/// lives.
///
/// A port alone keeps nobody away while its server is about to start, or is stopped for a while. So
/// each is claimed by a Unix socket of its number's name, which whoever reserves ports asks for
/// first, in every process; the kernel takes it back when the process ends, however that comes about.
public final class ReservedPorts: Sendable {
  /// Different ports that nobody listened on, in no order.
  public let numbers: [UInt16]
  private let claims: [Descriptor]

  /// They lie below the range from which the kernel takes the ports of outgoing connections, so
  /// that a stopped server doesn't lose its port to one of those.
  public init(_ count: Int) throws(SystemError) {
    let range = Self.candidates(below: Self.firstEphemeralPort())
    var free: [UInt16: Descriptor] = [:]
    for _ in 0..<(count * 50) where free.count < count {
      guard let listener = try? LoopbackSocket.listen(port: range.map(UInt16.random) ?? 0)
      else { continue }
      let port = LoopbackSocket.localPort(listener)
      free[port] = free[port] ?? Self.claim(port)
    }
    guard free.count == count else {
      throw SystemError(code: EADDRINUSE, operation: "find \(count) free ports on 127.0.0.1")
    }
    numbers = Array(free.keys)
    claims = Array(free.values)
  }

  /// nil when another has claimed it.
  static func claim(_ port: UInt16) -> Descriptor? {
    let raw = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard raw >= 0 else { return nil }
    let claim = Descriptor(owning: raw)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    // A zero byte first: a name without a file, as long as the socket.
    let name = [0] + Array("etcdscope.port.\(port)".utf8)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
    let size = MemoryLayout.offset(of: \sockaddr_un.sun_path)! + name.count
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(raw, $0, socklen_t(size)) }
    }
    return result == 0 ? claim : nil
  }

  /// nil when too few lie below: then the kernel chooses.
  static func candidates(below end: Int?) -> ClosedRange<UInt16>? {
    guard let end, end <= 65536, end - 10_000 >= 2000 else { return nil }
    return 10_000...UInt16(end - 1)
  }

  private static func firstEphemeralPort() -> Int? {
    guard let text = try? TextFile.read("/proc/sys/net/ipv4/ip_local_port_range") else {
      return nil
    }
    return text.split(whereSeparator: \.isWhitespace).first.flatMap { Int($0) }
  }
}
