import Glibc

/// Where programs are.
public enum Executable {
  /// The file of the running program.
  public static func current() throws(SystemError) -> String {
    guard let path = linkTarget("/proc/self/exe") else { throw .last("read /proc/self/exe") }
    return path
  }

  /// True for a regular file that this user may run.
  public static func isRunnable(_ path: String) -> Bool {
    var information = stat()
    return stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFREG
      && access(path, X_OK) == 0
  }

  /// The first runnable file of that name in `PATH`.
  public static func find(_ name: String) -> String? {
    (Environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin")
      .split(separator: ":").map { "\($0)/\(name)" }.first(where: isRunnable)
  }
}

func linkTarget(_ path: String) -> String? {
  var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
  let count = buffer.withUnsafeMutableBytes { area in
    area.bindMemory(to: CChar.self).baseAddress.map { readlink(path, $0, area.count) } ?? 0
  }
  return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
}

/// The process's environment.
public enum Environment {
  public static subscript(name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// All of it as `NAME=value` lines.
  public static var lines: [String] {
    var lines: [String] = []
    while let entry = environ[lines.count] { lines.append(String(cString: entry)) }
    return lines
  }
}

/// Ends the process at once.
public func exitProcess(_ status: Int32) -> Never {
  exit(status)
}
