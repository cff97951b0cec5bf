import Glibc

/// The whole of a small file.
enum FileBytes {
  /// More than any PEM file needs; keeps a mistaken path, such as a device's, from filling memory.
  static let limit = 4 << 20

  /// The system's words for why it can't be read, such as "No such file or directory".
  struct Failure: Error {
    let reason: String
  }

  static func read(_ path: String) throws(Failure) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw lastFailure() }
    defer { close(file) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 16 * 1024)
    while bytes.count <= limit {
      let count = Glibc.read(file, &part, part.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw lastFailure() }
      guard count > 0 else { return bytes }
      bytes += part[..<count]
    }
    throw Failure(reason: "it is larger than \(limit >> 20) MiB")
  }

  private static func lastFailure() -> Failure {
    Failure(reason: String(cString: strerror(errno)).lowercased())
  }
}
