import Glibc
import Testing

@testable import Platform

@Suite("Work folders")
struct WorkFolderTests {
  private static let prefix = "etcdscope-work."

  @Test("a folder is the user's alone and goes with all that is in it")
  func removal() throws {
    let parent = try WorkFolder.make(prefix: Self.prefix, in: WorkFolder.temporary)
    defer { parent.remove() }
    let folder = try WorkFolder.make(prefix: Self.prefix, in: parent.path)
    var information = stat()
    #expect(stat(folder.path, &information) == 0 && information.st_mode & 0o777 == 0o700)
    try Folder.make("\(folder.path)/a/b")
    try PrivateFile.write([1], to: "\(folder.path)/a/b/c")
    folder.remove()
    #expect(Folder.names(in: parent.path).isEmpty)
  }

  @Test("removal takes a link away and leaves what it points to")
  func links() throws {
    let parent = try WorkFolder.make(prefix: Self.prefix, in: WorkFolder.temporary)
    defer { parent.remove() }
    try Folder.make("\(parent.path)/kept")
    try PrivateFile.write([1], to: "\(parent.path)/kept/file")
    let folder = try WorkFolder.make(prefix: Self.prefix, in: parent.path)
    symlink("\(parent.path)/kept", "\(folder.path)/link")
    folder.remove()
    symlink("\(parent.path)/kept", "\(parent.path)/link")
    Folder.remove("\(parent.path)/link")
    #expect(Folder.names(in: parent.path).sorted() == ["kept", "link"])
    #expect(Folder.names(in: "\(parent.path)/kept") == ["file"])
  }

  @Test("only an own, unlocked, real folder of the exact form of name is a leftover")
  func leftovers() throws {
    let parent = try WorkFolder.make(prefix: Self.prefix, in: WorkFolder.temporary)
    defer { parent.remove() }
    func make(_ name: String, mode: mode_t) {
      mkdir("\(parent.path)/\(name)", mode)
    }
    make("x.abandn", mode: 0o700)
    make("x.others", mode: 0o755)
    make("x.longer1", mode: 0o700)
    make("y.abandn", mode: 0o700)
    make("target", mode: 0o700)
    symlink("\(parent.path)/target", "\(parent.path)/x.linked")
    try PrivateFile.write([], to: "\(parent.path)/x.afile1")
    let locked = try WorkFolder.make(prefix: "x.", in: parent.path)

    WorkFolder.removeLeftovers(prefix: "x.", in: parent.path)

    let kept = ["target", "x.afile1", "x.linked", "x.longer1", "x.others", "y.abandn"]
    let lockedName = String(locked.path.split(separator: "/").last ?? "")
    #expect(Folder.names(in: parent.path).sorted() == (kept + [lockedName]).sorted())
  }

  @Test("a folder becomes a leftover when its maker lets go of it")
  func release() throws {
    let parent = try WorkFolder.make(prefix: Self.prefix, in: WorkFolder.temporary)
    defer { parent.remove() }
    do {
      let folder = try WorkFolder.make(prefix: "x.", in: parent.path)
      try PrivateFile.write([1], to: "\(folder.path)/data")
    }
    WorkFolder.removeLeftovers(prefix: "x.", in: parent.path)
    #expect(Folder.names(in: parent.path).isEmpty)
  }
}
