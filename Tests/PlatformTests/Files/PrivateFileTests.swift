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
