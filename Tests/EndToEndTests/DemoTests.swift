import Glibc
import Platform
import TestSupport
import Testing

@Suite("The demo", .aheadOfComputing)
struct DemoTests {
  @Test("a leader killed from the fault menu: seen, survived without a lost event, and healed")
  func failover() async throws {
    try await withTemporaryFolder { folder in
      let demo = try Demo(in: folder)
      try await demo.robot.until(shows: "3/3 up")
      try await demo.select("/sequences/")
      demo.robot.send("w")
      try await demo.robot.until(shows: "w1 /sequences/")
      try await demo.select("/config/")
      demo.robot.send("w")
      try await demo.robot.until(shows: "w2 /config/")
      demo.robot.send("3z")
      try await demo.robot.until("events of the sequences") { $0.sequence("orders").count > 3 }
      demo.robot.send("z1")

      let leader = try await demo.leader()
      try await demo.inject("Kill", on: leader)
      let after = try await demo.robot.until("another leader, the old one down") { screen in
        screen.contains("2/3 up") && screen.contains("unreachable")
          && screen.leader.map { $0 != leader } == true
      }
      #expect(after.contains("connection refused"))

      try await demo.select("/registry/")
      demo.robot.send("l")
      try await demo.robot.until(shows: "pods/")

      demo.robot.send("3z")
      let latest = try await demo.robot.until("events again") { $0.sequence("orders").count > 8 }
      let numbers = latest.sequence("orders")
      let isWithoutGap = zip(numbers, numbers.dropFirst()).allSatisfy { $0 == $1 + 1 }
      #expect(isWithoutGap, "\(latest)")
      demo.robot.send("z1")

      try await demo.inject("Restart", on: leader)
      try await demo.robot.until(shows: "3/3 up")
      demo.robot.send("q")
      let ending = try await demo.robot.ending()
      #expect(ending == .exited(0))
      try await demo.expectNothingLeft()
    }
  }

  @Test("killed with SIGKILL, it leaves no process and no folder")
  func killed() async throws {
    try await withTemporaryFolder { folder in
      let demo = try Demo(in: folder)
      try await demo.robot.until(shows: "3/3 up")
      demo.robot.signal(SIGKILL)
      try await demo.expectNothingLeft()
    }
  }

  @Test("without a screen it prints its endpoints, serves any client, and leaves nothing")
  func headless() async throws {
    try await withTemporaryFolder { folder in
      let demo = try Demo(in: folder, ["--headless"])
      let screen = try await demo.robot.until(shows: "ETCDCTL_ENDPOINTS=")
      let endpoints = screen.row(with: "ETCDCTL_ENDPOINTS=")?.split(separator: "=").last
      let status = try await Explorer.run(
        ["status", "-w", "json"], environment: ["ETCDCTL_ENDPOINTS=\(endpoints ?? "")"])
      #expect(status.exit == .status(0))
      #expect(status.output.contains("\"verdict\": \"healthy\""))
      demo.robot.send("\u{3}")
      let ending = try await demo.robot.ending()
      #expect(ending == .exited(0))
      try await demo.expectNothingLeft()
    }
  }

  @Test("a missing etcd is one sentence with the install line")
  func missing() async throws {
    let command = try await Explorer.run(["demo", "--etcd", "/nowhere/etcd"])
    #expect(command.exit == .status(1))
    #expect(command.output.contains("/nowhere/etcd"))
  }
}
