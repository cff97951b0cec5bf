import Glibc

/// Ports for servers that can't be handed a listening socket.
public enum FreePorts {
  /// Different ports of 127.0.0.1 that nobody listens on now.
  ///
  /// They lie below the range from which the kernel takes the ports of outgoing connections, so
  /// that a server can be stopped and started again on its port without losing it to one of those.
  public static func pick(_ count: Int) throws(SystemError) -> [UInt16] {
    let range = candidates(below: firstEphemeralPort())
    var listeners: [Descriptor] = []
    for _ in 0..<(count * 50) where listeners.count < count {
      let port = range.map { UInt16.random(in: $0) } ?? 0
      if let listener = try? LoopbackSocket.listen(port: port) { listeners.append(listener) }
    }
    guard listeners.count == count else {
      throw SystemError(code: EADDRINUSE, operation: "find \(count) free ports on 127.0.0.1")
    }
    return listeners.map(LoopbackSocket.localPort)
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
