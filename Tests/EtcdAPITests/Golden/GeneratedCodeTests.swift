import Foundation
import Testing

@Suite("Generated C")
struct GeneratedCodeTests {
  @Test("The committed C is what protoc-c makes of the .proto files")
  func isCurrent() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "etcdscope-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Protoc.generateC(into: folder)

    let committed = Protoc.protoFolder.deletingLastPathComponent()
    let names = try generatedFiles(in: folder)
    let committedNames = try generatedFiles(in: committed)
    #expect(names == committedNames)
    for name in names {
      let (fresh, old) = try (text(folder, name), text(committed, name))
      #expect(
        fresh == old,
        "\(name) is stale: in Sources/CEtcdAPI run protoc-c -Iproto --c_out=. proto/*.proto")
    }
  }

  private func generatedFiles(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.contains(".pb-c.") }.sorted()
  }

  private func text(_ folder: URL, _ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }
}
