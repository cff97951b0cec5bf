import EtcdAPI
import EtcdClient
import EtcdModel
import GRPCTransport
import LocalCluster
import TestSupport
import Testing

@Suite("Back in time", .aheadOfComputing)
struct TimeTests {
  @Test("a key's history, the difference of two versions, and the tree as it was")
  func travel() async throws {
    try await withTemporaryFolder { folder in
      try await withCluster(.single) { cluster in
        let endpoint = cluster.members[0].clientEndpoint
        try await fill(endpoint)
        let explorer = try Explorer.start(["--endpoints", endpoint], in: folder)
        try await explorer.until(shows: "color")
        explorer.send("GH")
        try await explorer.until("the versions that compaction left") { screen in
          screen.contains("Compacted up to revision 3: version 1 is gone")
            && screen.contains("delete") && !screen.contains("reading")
        }
        explorer.send("kk=")
        let difference = try await explorer.until(shows: "diff 3 to 4")
        #expect(difference.contains("- green") && difference.contains("+ blue"))

        explorer.send("H")
        try await explorer.until("the history again") { screen in
          screen.contains("the last that compaction left") && !screen.contains("reading")
        }
        explorer.send("g=")
        try await explorer.until(shows: "the version before is compacted")

        explorer.send("1[")
        let past = try await explorer.until(shows: "AT REVISION 6 (past)")
        #expect(past.contains("past"))
        try await explorer.until("the tree of then") { screen in
          screen.row(with: "later") == nil && screen.contains("color")
        }
        explorer.send("]")
        try await explorer.until("now again") { screen in
          !screen.contains("(past)") && screen.contains("later")
        }
      }
    }
  }

  /// `color` is red, green, blue, deleted and yellow at revisions 2 to 6, `later` written at 7;
  /// compacted at 3.
  private func fill(_ endpoint: String) async throws {
    let client = EtcdClient(
      configuration: ClientConfiguration(endpoints: [try Endpoint.parse(endpoint)]),
      transport: try GRPCTransport(options: GRPCTransportOptions()))
    client.start()
    func put(_ key: String, _ value: String) async throws {
      _ = try await client.put(PutRequest(key: Key(key), value: Array(value.utf8)))
    }
    for color in ["red", "green", "blue"] { try await put("z-color", color) }
    _ = try await client.deleteRange(DeleteRangeRequest(range: .single(Key("z-color"))))
    try await put("z-color", "yellow")
    try await put("later", "x")
    _ = try await client.compact(CompactionRequest(revision: 3))
    await client.shutDown()
  }
}
