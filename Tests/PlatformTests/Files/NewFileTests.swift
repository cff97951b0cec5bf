import Glibc
import Platform
import TestSupport
import Testing

@Suite("New files")
struct NewFileTests {
  @Test("a file appears whole, for its owner only, when it is committed")
  func commit() async throws {
    try await withTemporaryFolder { folder in
      let path = "\(folder)/file"
      let file = try NewFile(at: path)
      try file.write(Array("one ".utf8))
      try file.write(Array("two".utf8))
      #expect(access(path, F_OK) != 0, "not before")
      try file.commit()
      #expect(try TextFile.read(path) == "one two")
      var information = stat()
      #expect(stat(path, &information) == 0 && information.st_mode & 0o777 == 0o600)
      #expect(Folder.names(in: folder) == ["file"])
    }
  }

  @Test("a file that is let go leaves nothing")
  func abandon() async throws {
    try await withTemporaryFolder { folder in
      try NewFile(at: "\(folder)/file").write([1])
      #expect(Folder.names(in: folder).isEmpty)
    }
  }

  @Test("what is there already is not overwritten")
  func exists() async throws {
    try await withTemporaryFolder { folder in
      let path = "\(folder)/file"
      try PrivateFile.write([1], to: path)
      #expect(throws: SystemError(code: EEXIST, operation: "create \(path)")) {
        try NewFile(at: path)
      }
    }
  }
}
