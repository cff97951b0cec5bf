import CPlatform
import Glibc

/// A file descriptor that closes with its last reference.
public final class Descriptor: Sendable {
  public let raw: Int32

  public init(owning raw: Int32) {
    self.raw = raw
  }

  deinit {
    close(raw)
  }

  /// How a read or write that doesn't block ended.
  public enum Transfer: Hashable, Sendable {
    case bytes(Int)
    case wouldBlock
    /// The other side sends no more.
    case end
    case failed(SystemError)
  }

  /// Reads into the start of a buffer whose size bounds the read; retries when a signal interrupts.
  public func read(into buffer: inout [UInt8]) -> Transfer {
    let count = buffer.withUnsafeMutableBytes { area in
      repeatingOnInterrupt { Glibc.read(raw, area.baseAddress, area.count) }
    }
    if count > 0 { return .bytes(count) }
    return count == 0 ? .end : failure("read")
  }

  /// Writes as much as fits now. A peer that has gone is `.failed`, never a SIGPIPE on a socket.
  public func write(_ bytes: ArraySlice<UInt8>) -> Transfer {
    let count = bytes.withUnsafeBytes { area in
      repeatingOnInterrupt {
        let sent = send(raw, area.baseAddress, area.count, Int32(MSG_NOSIGNAL))
        return sent < 0 && errno == ENOTSOCK
          ? Glibc.write(raw, area.baseAddress, area.count) : sent
      }
    }
    return count >= 0 ? .bytes(count) : failure("write")
  }

  /// Writes everything, blocking as long as that takes on a blocking descriptor.
  public func writeAll(_ bytes: [UInt8]) throws(SystemError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      switch write(rest) {
      case .bytes(let count): rest = rest.dropFirst(count)
      case .wouldBlock: throw SystemError(code: EAGAIN, operation: "write")
      case .end: return
      case .failed(let error): throw error
      }
    }
  }

  /// Makes reads and writes return instead of waiting.
  public func makeNonBlocking() {
    _ = fcntl(raw, F_SETFL, fcntl(raw, F_GETFL) | O_NONBLOCK)
  }

  public static let standardInput = Descriptor(owning: STDIN_FILENO)
  public static let standardOutput = Descriptor(owning: STDOUT_FILENO)
  public static let standardError = Descriptor(owning: STDERR_FILENO)

  /// Writes a line at once, where Swift's `print` keeps it back until a buffer is full.
  public func print(_ line: String) {
    try? writeAll(Array("\(line)\n".utf8))
  }

  /// A pipe or a socket: something whose other side can end it.
  public var isPipe: Bool {
    var information = stat()
    guard fstat(raw, &information) == 0 else { return false }
    return [S_IFIFO, S_IFSOCK].contains(information.st_mode & S_IFMT)
  }

  /// Nothing to read, and what is written goes nowhere.
  public static func null() throws(SystemError) -> Descriptor {
    let raw = open("/dev/null", O_RDWR | O_CLOEXEC)
    guard raw >= 0 else { throw .last("open /dev/null") }
    return Descriptor(owning: raw)
  }

  /// Sends what this process writes to its standard error there from now on.
  public func becomeStandardError() {
    dup2(raw, STDERR_FILENO)
  }

  private func failure(_ operation: String) -> Transfer {
    errno == EAGAIN ? .wouldBlock : .failed(.last(operation))
  }
}

/// A way for bytes from one process to another, closed on exec at both ends.
public struct Pipe: Sendable {
  public let reading: Descriptor
  public let writing: Descriptor

  /// A pipe made of sockets: a write without a reader fails even where SIGPIPE isn't ignored.
  public static func withoutSignal() throws(SystemError) -> Pipe {
    var ends: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0
    else { throw .last("create a pair of sockets") }
    return Pipe(reading: Descriptor(owning: ends[0]), writing: Descriptor(owning: ends[1]))
  }

  private init(reading: Descriptor, writing: Descriptor) {
    self.reading = reading
    self.writing = writing
  }

  public init() throws(SystemError) {
    var ends: [Int32] = [-1, -1]
    guard platform_pipe(&ends) == 0 else { throw .last("create a pipe") }
    reading = Descriptor(owning: ends[0])
    writing = Descriptor(owning: ends[1])
  }
}

/// Calls again while a signal interrupts.
func repeatingOnInterrupt<Result: SignedInteger>(_ call: () -> Result) -> Result {
  while true {
    let result = call()
    if result >= 0 || errno != EINTR { return result }
  }
}
