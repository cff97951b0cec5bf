import Foundation
import Testing

/// The protobuf compilers, as an independent encoder of messages.
enum Protoc {
  static let protoFolder = URL(filePath: #filePath)
    .appending(path: "../../../../Sources/CEtcdAPI/proto").standardized

  /// The bytes of a message given in protobuf's text format.
  static func encode(_ text: String, as message: String) throws -> [UInt8] {
    try run(
      "protoc", ["-I\(protoFolder.path)", "--encode=\(message)"] + protoFiles(), input: text)
  }

  /// Generates the C of every .proto file into a folder.
  static func generateC(into folder: URL) throws {
    _ = try run("protoc-c", ["-I\(protoFolder.path)", "--c_out=\(folder.path)"] + protoFiles())
  }

  private static func protoFiles() throws -> [String] {
    try FileManager.default.contentsOfDirectory(at: protoFolder, includingPropertiesForKeys: nil)
      .map(\.path).filter { $0.hasSuffix(".proto") }.sorted()
  }

  private static func run(
    _ program: String, _ arguments: [String], input: String = ""
  ) throws -> [UInt8] {
    let path = "/usr/bin/\(program)"
    try #require(
      FileManager.default.isExecutableFile(atPath: path),
      "\(program) is missing: apt-get install protobuf-compiler protobuf-c-compiler")
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
    process.standardInput = stdin
    process.standardOutput = stdout
    process.standardError = stderr
    try process.run()
    stdin.fileHandleForWriting.write(Data(input.utf8))
    try stdin.fileHandleForWriting.close()
    let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
    let complaint = try stderr.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    try #require(
      process.terminationStatus == 0, "\(program): \(String(decoding: complaint, as: UTF8.self))")
    return Array(output)
  }
}
