import Glibc
import Platform
import TestSupport
import Testing

@Suite("The demo")
struct DemoTests {
  @Test("a leader killed from the fault menu: seen, survived without a lost event, and healed")
  func failover() async throws {
    try await withTemporaryFolder { folder in
      let demo = try Demo(in: folder)
      try await demo.robot.until(shows: "3/3 up", within: .seconds(60))
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
      try await demo.robot.until(shows: "3/3 up", within: .seconds(30))
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
      try await demo.robot.until(shows: "3/3 up", within: .seconds(60))
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

/// A demo at a terminal, its temporary files in a folder of the test's.
private struct Demo {
  let robot: PseudoTerminal
  private let folder: String

  init(in folder: String, _ options: [String] = []) throws {
    self.folder = folder
    var arguments = ["demo"] + options
    if let etcd = TestBinaries.etcd { arguments += ["--etcd", etcd] }
    robot = try Explorer.start(
      arguments, in: folder, columns: 160, rows: 45, environment: ["TMPDIR": folder])
  }

  func leader() async throws -> String {
    try await robot.until("a leader") { $0.leader != nil }.leader ?? ""
  }

  /// Moves the tree's cursor to a row, from the top.
  func select(_ name: String) async throws {
    robot.send("1g")
    try await robot.until("the cursor on the first row") { screen in
      screen.rows.firstIndex { $0.contains("1 Keys") }.map { screen.rows[$0 + 1].contains("┃▌") }
        ?? false
    }
    for _ in 0..<40 {
      if let row = robot.screenshot.selectedTreeRow, row.contains(name) { return }
      let before = robot.screenshot.selectedTreeRow
      robot.send("j")
      try await robot.until("the next row") { $0.selectedTreeRow != before }
    }
    Issue.record("no row \(name): \(robot.screenshot)")
  }

  func inject(_ fault: String, on member: String) async throws {
    robot.send("F")
    try await robot.until(shows: "[m1]")
    let index = Int(member.dropFirst()) ?? 1
    robot.send(String(repeating: "\u{1B}[C", count: index - 1))
    try await robot.until(shows: "[\(member)]")
    for _ in 0..<10 where robot.screenshot.row(with: "▌ \(fault)") == nil {
      let before = robot.screenshot.selectedFault
      robot.send("j")
      try await robot.until("the next fault") { $0.selectedFault != before }
    }
    robot.send("\r")
    try await robot.until("the menu closed") { !$0.contains("[\(member)]") }
  }

  func expectNothingLeft() async throws {
    try await until("no process is left") { processes(mentioning: folder).isEmpty }
    try await until("no folder is left") {
      Folder.names(in: folder).allSatisfy { $0 == "etcdscope" }
    }
  }
}

extension Screenshot {
  /// The leader that the header names.
  fileprivate var leader: String? {
    guard let words = rows.first?.split(separator: " "),
      let place = words.firstIndex(of: "leader"), place + 1 < words.count
    else { return nil }
    let name = String(words[place + 1])
    return name.hasPrefix("m") ? name : nil
  }

  /// The name on the tree's selected row: what stands beside it, such as an age, changes by itself.
  fileprivate var selectedTreeRow: String? {
    rows.compactMap { $0.firstMatch(of: #/┃▌(.*?)  /#)?.output.1 }.first.map(String.init)
  }

  fileprivate var selectedFault: String? {
    rows.compactMap { $0.firstMatch(of: #/┃ ▌ (.*?) +┃/#)?.output.1 }.first.map(String.init)
  }

  /// The numbers of a sequence in the watches pane, newest first.
  fileprivate func sequence(_ name: String) -> [Int] {
    rows.compactMap { row in
      guard row.contains("/sequences/\(name)"),
        let number = row.split(separator: "\"number\":").last
      else { return nil }
      return Int(number.prefix { $0.isNumber })
    }
  }
}
