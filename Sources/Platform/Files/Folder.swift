import Glibc

/// Folders: their entries, their making and their removal.
public enum Folder {
  /// The names in a folder, without `.` and `..`, in no order; empty when it can't be read.
  public static func names(in path: String) -> [String] {
    guard let stream = opendir(path) else { return [] }
    defer { closedir(stream) }
    return names(in: stream)
  }

  /// Makes a folder, and those above it, that only this user may enter.
  public static func make(_ path: String) throws(SystemError) {
    guard mkdir(path, 0o700) != 0, errno != EEXIST else { return }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
      throw .last("make the folder \(path)")
    }
    try make(String(path[..<slash]))
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
      throw .last("make the folder \(path)")
    }
  }

  /// Removes a folder and what is in it, as far as that can be removed. Never follows a link: one
  /// inside is removed itself, and a path that is one stays.
  public static func remove(_ path: String) {
    empty(open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC))
    rmdir(path)
  }

  /// Takes over the descriptor.
  private static func empty(_ raw: Int32) {
    guard raw >= 0, let stream = fdopendir(raw) else { return }
    defer { closedir(stream) }
    for name in names(in: stream) where unlinkat(raw, name, 0) != 0 {
      empty(openat(raw, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC))
      unlinkat(raw, name, AT_REMOVEDIR)
    }
  }

  private static func names(in stream: OpaquePointer) -> [String] {
    var names: [String] = []
    while let entry = readdir(stream) {
      // The name is read in place: a copy of the record could reach past its end.
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }
}
