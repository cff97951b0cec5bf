import CPlatform
import Glibc

/// A temporary folder that its maker holds a lock on, so that a later run can tell a folder in use
/// from one whose maker died.
public final class WorkFolder: Sendable {
  public let path: String
  private let lock: Descriptor

  private init(path: String, lock: Descriptor) {
    self.path = path
    self.lock = lock
  }

  /// Makes a folder `prefix` and six random characters, with mode 0700.
  public static func make(prefix: String, in parent: String) throws(SystemError) -> WorkFolder {
    // A cleaner may take the folder between its making and its locking: then the next is tried.
    for _ in 0..<10 {
      var template = Array("\(parent)/\(prefix)XXXXXX".utf8CString)
      let made = template.withUnsafeMutableBufferPointer { area in
        area.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
      }
      guard let path = made else { throw .last("make a folder in \(parent)") }
      if let lock = claim(path) { return WorkFolder(path: path, lock: lock) }
    }
    throw SystemError(code: EAGAIN, operation: "lock a folder in \(parent)")
  }

  /// Removes it with all its content. The lock is held until the last reference goes.
  public func remove() {
    Folder.remove(path)
  }

  /// Removes the folders of that prefix whose makers have gone: only real folders of this user with
  /// mode 0700 that nobody holds a lock on.
  public static func removeLeftovers(prefix: String, in parent: String) {
    for name in Folder.names(in: parent)
    where name.hasPrefix(prefix) && name.utf8.count == prefix.utf8.count + 6 {
      let path = "\(parent)/\(name)"
      guard let lock = claim(path) else { continue }
      Folder.remove(path)
      withExtendedLifetime(lock) {}
    }
  }

  /// The folder for temporary files: `TMPDIR` when that is absolute, else `/tmp`.
  public static var temporary: String {
    guard let path = Environment["TMPDIR"], path.hasPrefix("/") else { return "/tmp" }
    return path
  }

  /// The lock on a folder that is ours, free and still there under its path.
  private static func claim(_ path: String) -> Descriptor? {
    let raw = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard raw >= 0 else { return nil }
    let lock = Descriptor(owning: raw)
    var held = stat()
    var named = stat()
    guard fstat(raw, &held) == 0, held.st_uid == geteuid(), held.st_mode & 0o777 == 0o700,
      flock(raw, LOCK_EX | LOCK_NB) == 0,
      lstat(path, &named) == 0, named.st_ino == held.st_ino, named.st_dev == held.st_dev
    else { return nil }
    return lock
  }
}
