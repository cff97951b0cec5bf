import CPlatform
import Glibc

/// TCP on 127.0.0.1 that never blocks.
public enum LoopbackSocket {
  /// Starts listening.
  ///
  /// - Parameter port: 0 takes any free one.
  public static func listen(port: UInt16 = 0) throws(SystemError) -> Descriptor {
    let socket = try open()
    enable(SO_REUSEADDR, level: SOL_SOCKET, on: socket)
    var address = address(port)
    guard withAddress(&address, { bind(socket.raw, $0, $1) }) == 0 else {
      throw .last("listen on 127.0.0.1:\(port)")
    }
    try resume(socket)
    return socket
  }

  /// Refuses connections, as if nobody listened, but keeps the port: what a dead server looks like.
  ///
  /// Linux turns a listening socket back into a bound one at `shutdown`, but lets go of a port that
  /// the kernel chose: only for a listener on a port that was named.
  public static func suspend(_ listener: Descriptor) {
    shutdown(listener.raw, Int32(SHUT_RDWR))
  }

  /// Listens again after `suspend`.
  public static func resume(_ listener: Descriptor) throws(SystemError) {
    guard Glibc.listen(listener.raw, SOMAXCONN) == 0 else { throw .last("listen") }
  }

  /// The next connection that waits; nil when there is none.
  public static func accept(_ listener: Descriptor) -> Descriptor? {
    let raw = repeatingOnInterrupt { platform_accept(listener.raw) }
    guard raw >= 0 else { return nil }
    let socket = Descriptor(owning: raw)
    enable(TCP_NODELAY, level: Int32(IPPROTO_TCP), on: socket)
    return socket
  }

  /// Starts connecting; `connectFailure` tells how that ended once the socket is writable.
  public static func connect(port: UInt16) throws(SystemError) -> Descriptor {
    let socket = try open()
    enable(TCP_NODELAY, level: Int32(IPPROTO_TCP), on: socket)
    var address = address(port)
    let result = withAddress(&address) { Glibc.connect(socket.raw, $0, $1) }
    guard result == 0 || errno == EINPROGRESS else {
      throw .last("connect to 127.0.0.1:\(port)")
    }
    return socket
  }

  public static func connectFailure(_ socket: Descriptor) -> SystemError? {
    var code: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    getsockopt(socket.raw, SOL_SOCKET, SO_ERROR, &code, &size)
    return code == 0 ? nil : SystemError(code: code, operation: "connect")
  }

  public static func localPort(_ socket: Descriptor) -> UInt16 {
    port(socket, getsockname)
  }

  public static func remotePort(_ socket: Descriptor) -> UInt16 {
    port(socket, getpeername)
  }

  /// Sends the end of the stream; reading goes on.
  public static func finishSending(_ socket: Descriptor) {
    shutdown(socket.raw, Int32(SHUT_WR))
  }

  /// Makes the close of the socket a reset, which the other side sees as an error.
  public static func resetOnClose(_ socket: Descriptor) {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(
      socket.raw, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
  }

  private static func open() throws(SystemError) -> Descriptor {
    let type = SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue
    let raw = socket(AF_INET, Int32(type), 0)
    guard raw >= 0 else { throw .last("open a socket") }
    return Descriptor(owning: raw)
  }

  private static func enable(_ option: Int32, level: Int32, on socket: Descriptor) {
    var on: Int32 = 1
    setsockopt(socket.raw, level, option, &on, socklen_t(MemoryLayout<Int32>.size))
  }

  private static func address(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }

  private static func port(
    _ socket: Descriptor,
    _ name: (Int32, UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Int32
  ) -> UInt16 {
    var address = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { name(socket.raw, $0, &size) }
    }
    return result == 0 ? UInt16(bigEndian: address.sin_port) : 0
  }

  private static func withAddress(
    _ address: inout sockaddr_in, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }
}
