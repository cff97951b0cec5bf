import TestSupport
import Testing

@Suite("An incident", .aheadOfComputing)
struct IncidentTests {
  /// What somebody sees who comes when it is over: no key of theirs caused any of it.
  @Test("a follower cut off and the leader killed: matrix, timeline and latency pane tell it")
  func story() async throws {
    try await withTemporaryFolder { folder in
      let demo = try Demo(in: folder)
      try await demo.robot.until(shows: "3/3 up")
      let leader = try await demo.leader()
      let members = ["m1", "m2", "m3"]
      let follower = members.first { $0 != leader } ?? ""
      let survivor = members.first { $0 != leader && $0 != follower } ?? ""

      demo.robot.send("4m")
      try await demo.robot.until(shows: "All 3 believe in \(leader)")
      try await demo.inject("Partition", on: follower)
      try await demo.robot.until("the matrix shows the split") { screen in
        screen.contains("SPLIT: ") && screen.matrix(follower)?.contains("none") == true
          && screen.matrix(survivor)?.contains(leader) == true
      }
      try await demo.inject("Kill", on: leader)
      try await demo.robot.until("nobody is left to lead") { screen in
        screen.contains("no leader")
          && screen.matrix(leader)?.contains("was \(leader)") == true
          && screen.matrix(survivor)?.contains("none") == true
      }

      demo.robot.send("!")
      let timeline = try await demo.robot.until("the story in order") { screen in
        screen.order(of: [
          "\(follower)  *healthy → partitioned", "\(leader)  *healthy → unreachable",
        ])
      }
      #expect(timeline.contains("leader lost, was \(leader)"))
      demo.robot.send("/lost\r")
      try await demo.robot.until("only the lost leader") { screen in
        screen.contains("leader lost") && !screen.contains("healthy → partitioned")
      }
      demo.robot.send("\u{1B}")
      try await demo.robot.until(shows: "healthy → partitioned")
      demo.robot.send("\u{1B}")
      try await demo.robot.until("the panes again") { !$0.contains("WHAT HAPPENED") }

      demo.robot.send("5zmmm")
      try await demo.robot.until("the balancer says whom it avoids") { screen in
        screen.contains("avoiding ") && screen.contains("(not connected)")
      }
      demo.robot.send("b")
      try await demo.robot.until(shows: "WHICH ENDPOINT SERVES A CALL")
      demo.robot.send("jj\r")
      try await demo.robot.until(shows: "policy power-of-two")

      demo.robot.send("z")
      try await demo.inject("Heal", on: follower)
      try await demo.robot.until("the others elect one of them") { screen in
        screen.contains("2/3 up") && screen.leader.map { $0 != leader } == true
      }
      demo.robot.send("q")
      let ending = try await demo.robot.ending()
      #expect(ending == .exited(0))
    }
  }

  @Test("members' hashes are compared on K, and our own calls are listed on @")
  func hashesAndCalls() async throws {
    try await withTemporaryFolder { folder in
      let demo = try Demo(in: folder)
      try await demo.robot.until(shows: "3/3 up")
      demo.robot.send("4K")
      try await demo.robot.until(shows: "all 3 members hold the same data at revision")
      demo.robot.send("\u{1B}")
      try await demo.robot.until("the panes again") { !$0.contains("COMPACTED") }
      demo.robot.send("@")
      try await demo.robot.until(shows: "We send ")
      // The newest are on the screen: these may have gone by.
      demo.robot.send("/HashKV\r")
      try await demo.robot.until(shows: "Maintenance/HashKV")
      // Once for the filter, once for the list.
      demo.robot.send("qq")
      try await demo.robot.until("the panes once more") { !$0.contains("We send ") }
      demo.robot.send("q")
      let ending = try await demo.robot.ending()
      #expect(ending == .exited(0))
    }
  }
}

extension Screenshot {
  /// A member's row of the matrix.
  fileprivate func matrix(_ member: String) -> String? {
    rows.dropFirst().first { row in
      ["●", "◆", "▲", "✕"].contains { row.contains("\($0) \(member) ") }
    }
  }

  /// Whether rows that match come one after the other, with others between.
  fileprivate func order(of patterns: [String]) -> Bool {
    var rest = rows[...]
    for pattern in patterns {
      guard let expression = try? Regex(pattern),
        let index = rest.firstIndex(where: { $0.contains(expression) })
      else { return false }
      rest = rest[(index + 1)...]
    }
    return true
  }
}
