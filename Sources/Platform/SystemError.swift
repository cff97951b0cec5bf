import Glibc

/// A system call that failed.
public struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The `errno`.
  public let code: Int32
  /// What was tried, as the start of a sentence: `open /tmp/x`.
  public let operation: String

  public init(code: Int32, operation: String) {
    self.code = code
    self.operation = operation
  }

  /// The error of the call that has just failed on this thread.
  static func last(_ operation: String) -> SystemError {
    SystemError(code: errno, operation: operation)
  }

  public var description: String {
    var buffer = [CChar](repeating: 0, count: 256)
    strerror_r(code, &buffer, buffer.count)
    let text = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return "\(operation): \(String(decoding: text, as: UTF8.self))"
  }

  public var isNotFound: Bool { code == ENOENT }
  public var isConnectionRefused: Bool { code == ECONNREFUSED }
}
