import LocalCluster
import Platform
import TestSupport
import Testing

@Suite("Politeness", .aheadOfComputing)
struct PolitenessTests {
  @Test("with all panes on the screen, three members count at most 5 RPCs a second of ours in all")
  func allPanes() async throws {
    try await withTemporaryFolder { folder in
      try await withCluster(.members(3)) { cluster in
        let robot = try Explorer.start(
          ["--endpoints", cluster.members.map(\.clientEndpoint).joined(separator: ",")],
          in: folder, columns: 200, rows: 60)
        try await robot.until("all panes, with all members in them") { screen in
          screen.contains("3/3 up")
            && ["1 Keys", "2 Value", "3 Watches", "4 Members", "5 Latency"]
              .allSatisfy { screen.contains($0) }
        }
        try await robot.until("what starting has cost is over") { screen in
          screen.row(with: " RPC/s").map { !$0.contains(" 0.0 RPC/s") } ?? false
        }
        let began = ContinuousClock.now
        let before = try await Self.callsStarted(on: cluster)
        let wanted = 100
        try await until("so many calls were made") {
          try await Self.callsStarted(on: cluster) - before >= wanted
        }
        let calls = try await Self.callsStarted(on: cluster) - before
        let seconds = (ContinuousClock.now - began) / .seconds(1)
        // Each kind of question to each member may fall into the window once more than its share.
        #expect(Double(calls) <= 5 * seconds + 11, "\(calls) in \(seconds) s")
        robot.send("@")
        try await robot.until("the meter, with all that it counts") { screen in
          ["We send ", " RPC/s", " open.", "RPCs for it"].allSatisfy { screen.contains($0) }
        }
        robot.send("qq")
        #expect(try await robot.ending() == .exited(0))
      }
    }
  }

  /// By the members' own metrics.
  private static func callsStarted(on cluster: LocalCluster) async throws -> Int {
    var calls = 0
    for member in cluster.members {
      let lines = try await answer(of: member.metricsEndpoint, to: "/metrics")
      calls += lines.filter { $0.hasPrefix("grpc_server_started_total") }
        .compactMap { $0.split(separator: " ").last.flatMap { Double($0) } }
        .reduce(0) { $0 + Int($1) }
    }
    return calls
  }

  private static func answer(
    of endpoint: String, to path: String
  ) async throws -> [Substring] {
    let port = endpoint.split(separator: ":").last.flatMap { UInt16($0) } ?? 0
    let socket = try LoopbackSocket.connect(port: port)
    let question = Array("GET \(path) HTTP/1.0\r\n\r\n".utf8)
    try await until("the question is sent") {
      if case .bytes = socket.write(question[...]) { true } else { false }
    }
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    try await until("the answer is complete") {
      while true {
        switch socket.read(into: &buffer) {
        case .bytes(let count): answer += buffer[..<count]
        case .wouldBlock: return false
        case .end, .failed: return true
        }
      }
    }
    return String(decoding: answer, as: UTF8.self).split(separator: "\n")
  }
}
