import Glibc

/// A non-blocking connection for a diagnosis, each step of which ends at one deadline.
final class ProbeSocket {
  let descriptor: Int32
  private let deadline: ContinuousClock.Instant
  private let interruption: Interruption

  /// Connects; nil when that fails or is too late.
  init?(to peer: PeerAddress, until deadline: ContinuousClock.Instant, _ interruption: Interruption)
  {
    self.deadline = deadline
    self.interruption = interruption
    let opened = peer.withSocketAddress { address, length, family -> (Int32, Bool) in
      let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
      let descriptor = socket(family, type, 0)
      guard descriptor >= 0 else { return (-1, false) }
      let isUnderWay = connect(descriptor, address, length) == 0 || errno == EINPROGRESS
      return (descriptor, isUnderWay)
    }
    guard let (descriptor, isUnderWay) = opened, descriptor >= 0 else { return nil }
    self.descriptor = descriptor
    interruption.add(descriptor)
    guard isUnderWay, wait(for: POLLOUT), pendingError == 0 else { return nil }
  }

  deinit {
    interruption.remove(descriptor)
    close(descriptor)
  }

  /// False when the deadline, or an earlier limit, passed or the diagnosis was interrupted.
  func wait(for events: Int32, until limit: ContinuousClock.Instant? = nil) -> Bool {
    let end = limit.map { min($0, deadline) } ?? deadline
    while true {
      let left = (end - .now) / .milliseconds(1)
      guard left > 0, !interruption.hasHappened else { return false }
      var entry = pollfd(fd: descriptor, events: Int16(events), revents: 0)
      let count = poll(&entry, 1, Int32(min(left.rounded(.up), 10_000)))
      if count > 0 { return true }
      if count < 0, errno != EINTR { return false }
    }
  }

  /// Sends what must fit the empty buffer of a new connection.
  func send(_ bytes: [UInt8]) -> Bool {
    Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
  }

  /// The next bytes; nil at the end of the connection or the deadline.
  func receive() -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 1024)
    guard wait(for: POLLIN) else { return nil }
    let count = recv(descriptor, &bytes, bytes.count, 0)
    return count > 0 ? Array(bytes[..<count]) : nil
  }

  private var pendingError: Int32 {
    var error: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    let result = getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size)
    return result == 0 ? error : errno
  }
}
