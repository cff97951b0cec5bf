import EtcdAPI
import EtcdClient
import EtcdModel
import GRPCTransport
import LocalCluster
import TestSupport
import Testing

@Suite("Commands without a screen")
struct HeadlessTests {
  @Test("get, history, diff and watch tell what etcd holds, held and lost")
  func keyspaceThroughTime() async throws {
    try await withCluster(.single) { cluster in
      let endpoint = cluster.members[0].clientEndpoint
      try await fill(endpoint)
      func run(_ arguments: String...) async throws -> Command {
        try await Explorer.run(arguments + ["--endpoints", endpoint])
      }

      let value = try await run("get", "/a/x", "-w", "json")
      #expect(value.exit == .status(0))
      #expect(value.output.contains(#""value": "{\"n\": 3}""#))
      #expect(value.output.contains(#""create_revision": 8, "mod_revision": 8, "version": 1"#))
      let past = try await run("get", "/a/x", "--rev", "5", "--as", "raw")
      #expect(past.output == #"{"n": 1}"#)
      let binary = try await run("get", "/b", "-w", "json")
      #expect(binary.output.contains(#""value_base64": "/xtb""#))
      let missing = try await run("get", "/none")
      #expect(missing.exit == .status(0))
      #expect(missing.output == "etcdscope: /none does not exist at revision 8\n")

      let history = try await run("history", "/a/x", "-w", "json")
      #expect(revisions(in: history.output, "revision") == [4, 6, 7, 8])
      #expect(history.output.contains("versions 1 to 2 are gone"))
      #expect(history.output.contains(#""lines_added": 1, "lines_removed": 1"#))
      let compacted = try await run("get", "/a/x", "--rev", "2")
      #expect(compacted.exit == .status(1))
      #expect(compacted.output.contains("compacted"))

      let diff = try await run("diff", "/", "--rev", "6", "--rev", "8")
      #expect(diff.output.hasPrefix("~ /a/x\n"))
      #expect(diff.output.contains("0 added, 1 changed, 0 removed"))

      let nobody = try await Explorer.run(["get", "/a/x", "--endpoints", "127.0.0.1:1"])
      #expect(nobody.exit == .status(2))
    }
  }

  @Test("a Secret is masked until --reveal: as document, as JSON and raw")
  func secrets() async throws {
    try await withCluster(.single) { cluster in
      let endpoint = cluster.members[0].clientEndpoint
      let client = EtcdClient(
        configuration: ClientConfiguration(endpoints: [try Endpoint.parse(endpoint)]),
        transport: try GRPCTransport(options: GRPCTransportOptions()))
      client.start()
      let secret = #"{"kind":"Secret","data":{"a":"aHVudGVyMg=="}}"#
      _ = try await client.put(PutRequest(key: Key("/s"), value: Array(secret.utf8)))
      await client.shutDown()
      for form in [["--as", "auto"], ["--as", "hex"], ["--as", "raw"], ["-w", "json"]] {
        let arguments = ["get", "/s", "--endpoints", endpoint] + form
        let masked = try await Explorer.run(arguments)
        #expect(!masked.output.contains("aHVudGVyMg"))
        #expect(masked.exit == .status(form[1] == "raw" ? 1 : 0))
        let revealed = try await Explorer.run(arguments + ["--reveal"])
        #expect(revealed.exit == .status(0))
        #expect(revealed.output.contains(form[1] == "hex" ? "61 48" : "aHVudGVyMg"))
      }
    }
  }

  /// Three puts of `/a/x`, one of `/b`, another put, a delete and a new life at revisions 2 to 8;
  /// compacted at 5.
  private func fill(_ endpoint: String) async throws {
    let client = EtcdClient(
      configuration: ClientConfiguration(endpoints: [try Endpoint.parse(endpoint)]),
      transport: try GRPCTransport(options: GRPCTransportOptions()))
    client.start()
    func put(_ key: String, _ value: [UInt8]) async throws {
      _ = try await client.put(PutRequest(key: Key(key), value: value))
    }
    func object(_ number: Int) -> [UInt8] { Array("{\"n\": \(number)}".utf8) }
    try await put("/a/x", object(0))
    try await put("/a/x", object(0))
    try await put("/a/x", object(1))
    try await put("/b", [0xFF, 0x1B, 0x5B])
    try await put("/a/x", object(2))
    _ = try await client.deleteRange(DeleteRangeRequest(range: .single(Key("/a/x"))))
    try await put("/a/x", object(3))
    _ = try await client.compact(CompactionRequest(revision: 5))
    await client.shutDown()
  }

  /// The numbers of a field, line by line.
  private func revisions(in lines: String, _ field: String) -> [Int] {
    lines.split(separator: "\n").compactMap { line in
      guard let range = line.firstRange(of: "\"\(field)\": ") else { return nil }
      return Int(line[range.upperBound...].prefix { $0.isNumber })
    }
  }
}
