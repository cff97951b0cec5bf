import Glibc

/// A file that appears whole or not at all: written under a name of its own beside its place, for
/// its owner's eyes only (0600), flushed to the disk and then renamed. What is not committed is
/// removed with the last reference.
public final class NewFile: Sendable {
  public let path: String
  private let temporary: String
  private let file: Descriptor

  /// - Throws: also when there is something at the path already: nothing is overwritten.
  public init(at path: String) throws(SystemError) {
    guard access(path, F_OK) != 0 else {
      throw SystemError(code: EEXIST, operation: "create \(path)")
    }
    var template = Array("\(path).part.XXXXXX".utf8CString)
    let raw = mkstemp(&template)
    guard raw >= 0 else { throw .last("create a file beside \(path)") }
    _ = fcntl(raw, F_SETFD, FD_CLOEXEC)
    self.path = path
    file = Descriptor(owning: raw)
    temporary = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { unlink(temporary) }

  public func write(_ bytes: [UInt8]) throws(SystemError) {
    do throws(SystemError) {
      try file.writeAll(bytes)
    } catch {
      throw SystemError(code: error.code, operation: "write \(path)")
    }
  }

  /// Puts the file in its place; it survives a crash of the machine from now on.
  public func commit() throws(SystemError) {
    guard fsync(file.raw) == 0 else { throw .last("flush \(path)") }
    guard rename(temporary, path) == 0 else { throw .last("create \(path)") }
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let raw = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard raw >= 0 else { throw .last("open \(folder)") }
    let directory = Descriptor(owning: raw)
    guard fsync(directory.raw) == 0 else { throw .last("flush \(folder)") }
  }
}
