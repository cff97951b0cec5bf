import Glibc
import Platform
import TestSupport
import Testing

@Suite("Private files")
struct PrivateFileTests {
  @Test("a file gets mode 0600, also when it was wider before")
  func mode() async throws {
    try await withTemporaryFolder { folder in
      let path = "\(folder)/log"
      try PrivateFile.write(Array("one\n".utf8), to: path)
      chmod(path, 0o644)
      try PrivateFile.append(path).writeAll(Array("two\n".utf8))
      var information = stat()
      #expect(stat(path, &information) == 0 && information.st_mode & 0o777 == 0o600)
      #expect(try TextFile.read(path) == "one\ntwo\n")
    }
  }

  @Test("a file is replaced as a whole, for its owner alone, and nothing is left beside it")
  func replaced() async throws {
    try await withTemporaryFolder { folder in
      let path = "\(folder)/layout"
      try PrivateFile.write(Array("old".utf8), to: path)
      chmod(path, 0o644)
      let reader = open(path, O_RDONLY)
      defer { close(reader) }
      try PrivateFile.write(Array("new".utf8), to: path)
      // Whoever had opened the old one still reads all of it.
      var bytes = [UInt8](repeating: 0, count: 8)
      #expect(read(reader, &bytes, bytes.count) == 3)
      #expect(Array(bytes[..<3]) == Array("old".utf8))
      #expect(try TextFile.read(path) == "new")
      var information = stat()
      #expect(stat(path, &information) == 0 && information.st_mode & 0o777 == 0o600)
      symlink("\(folder)/elsewhere", "\(folder)/link")
      try PrivateFile.write([1], to: "\(folder)/link")
      #expect(Set(Folder.names(in: folder)) == ["layout", "link"])
    }
  }

  @Test("a link or a pipe in the file's place is refused")
  func trickery() async throws {
    try await withTemporaryFolder { folder in
      try PrivateFile.write([1], to: "\(folder)/victim")
      symlink("\(folder)/victim", "\(folder)/link")
      mkfifo("\(folder)/pipe", 0o600)
      #expect(throws: SystemError.self) { try PrivateFile.append("\(folder)/link") }
      #expect(throws: SystemError.self) { try PrivateFile.append("\(folder)/pipe") }
    }
  }
}
