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

/// Files that a user wrote by hand: settings, themes, a password.
public enum UserFile {
  /// Reads a regular file of at most `limit` bytes, so that neither a pipe nor a device can hold
  /// the program up or fill its memory.
  ///
  /// - Returns: the content, and whether nobody but its owner may read or change it.
  public static func read(
    _ path: String, limit: Int = 1 << 20
  ) throws(SystemError) -> (bytes: [UInt8], isPrivate: Bool) {
    let raw = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard raw >= 0 else { throw .last("open \(path)") }
    let file = Descriptor(owning: raw)
    var information = stat()
    guard fstat(raw, &information) == 0 else { throw .last("read \(path)") }
    guard information.st_mode & S_IFMT == S_IFREG else {
      throw SystemError(code: EINVAL, operation: "read \(path), which is no regular file")
    }
    guard information.st_size <= limit else {
      throw SystemError(code: EFBIG, operation: "read \(path)")
    }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case .bytes(let count) = file.read(into: &buffer), bytes.count <= limit {
      bytes += buffer[..<count]
    }
    return (bytes, information.st_mode & 0o077 == 0)
  }

  /// What changes when a file does: its place on the disk, size and time. nil when it isn't there.
  public static func fingerprint(_ path: String) -> String? {
    var information = stat()
    guard stat(path, &information) == 0 else { return nil }
    let time = information.st_mtim
    return "\(information.st_ino) \(information.st_size) \(time.tv_sec).\(time.tv_nsec)"
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

  /// Replaces the content at once: whoever reads meanwhile, or after a crash of this process, finds
  /// all of the old or all of the new. A link in the file's place is replaced, not followed.
  public static func write(_ bytes: [UInt8], to path: String) throws(SystemError) {
    var template = Array("\(path).XXXXXX".utf8CString)
    let raw = mkstemp(&template)
    guard raw >= 0 else { throw .last("create a file beside \(path)") }
    _ = fcntl(raw, F_SETFD, FD_CLOEXEC)
    let temporary = String(
      decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let file = Descriptor(owning: raw)
    do throws(SystemError) {
      try file.writeAll(bytes)
      guard rename(temporary, path) == 0 else { throw .last("write \(path)") }
    } catch {
      unlink(temporary)
      throw error
    }
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
