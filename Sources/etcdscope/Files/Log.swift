import Glibc
import Platform
import TerminalModel

/// The log file: what happened to the cluster and to this program, a line each, readable by its
/// user alone.
struct Log: Sendable {
  /// nil when there is no home to keep it in.
  let path: String?
  private let file: Descriptor?

  /// A file that has grown past this is set aside once, as `….old`.
  private static let limit = 4 << 20

  /// Never fails: without a writable folder nothing is logged.
  init(folder: String?) {
    let path = folder.map { $0 + "/etcdscope.log" }
    if let folder, let path {
      try? Folder.make(folder)
      Self.setAside(path)
    }
    file = path.flatMap { try? PrivateFile.append($0) }
    self.path = file == nil ? nil : path
  }

  /// `text` may be foreign.
  func write(_ text: String) {
    guard let file else { return }
    try? file.writeAll(Array("\(Self.timestamp) \(Sanitiser().text(text))\n".utf8))
  }

  private static func setAside(_ path: String) {
    var information = stat()
    guard lstat(path, &information) == 0, information.st_size > limit else { return }
    rename(path, path + ".old")
  }

  /// UTC, to the millisecond, as RFC 3339 writes it.
  private static var timestamp: String {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    var parts = tm()
    gmtime_r(&now.tv_sec, &parts)
    let fields = [
      (parts.tm_year + 1900, "-"), (parts.tm_mon + 1, "-"), (parts.tm_mday, "T"),
      (parts.tm_hour, ":"), (parts.tm_min, ":"), (parts.tm_sec, "."),
    ]
    let seconds = fields.map { padded(Int($0.0), 2) + $0.1 }.joined()
    return seconds + padded(now.tv_nsec / 1_000_000, 3) + "Z"
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
