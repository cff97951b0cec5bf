import Glibc

/// Small files, read and written whole.
public enum TextFile {
  /// - Returns: The text, invalid UTF-8 repaired.
  public static func read(_ path: String) throws(SystemError) -> String {
    let raw = open(path, O_RDONLY | O_CLOEXEC)
    guard raw >= 0 else { throw .last("open \(path)") }
    let file = Descriptor(owning: raw)
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      switch file.read(into: &buffer) {
      case .bytes(let count): text += buffer[..<count]
      case .failed(let error): throw SystemError(code: error.code, operation: "read \(path)")
      case .end, .wouldBlock: return String(decoding: text, as: UTF8.self)
      }
    }
  }
}

/// Files that only their owner may read: logs, certificates.
public enum PrivateFile {
  /// Opens for appending, creating with mode 0600; an existing file of this user is narrowed to it.
  ///
  /// - Throws: also when the path is a symbolic link or not a regular file, so that nobody can
  ///   direct the writes elsewhere.
  public static func append(_ path: String) throws(SystemError) -> Descriptor {
    try open(path, O_APPEND)
  }

  /// Replaces the content.
  public static func write(_ bytes: [UInt8], to path: String) throws(SystemError) {
    try open(path, O_TRUNC).writeAll(bytes)
  }

  private static func open(_ path: String, _ flags: Int32) throws(SystemError) -> Descriptor {
    let raw = Glibc.open(
      path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | flags, 0o600)
    guard raw >= 0 else { throw .last("open \(path)") }
    let file = Descriptor(owning: raw)
    var information = stat()
    guard fstat(raw, &information) == 0, information.st_mode & S_IFMT == S_IFREG,
      fchmod(raw, 0o600) == 0
    else { throw SystemError(code: EINVAL, operation: "use \(path) as a private file") }
    return file
  }
}
