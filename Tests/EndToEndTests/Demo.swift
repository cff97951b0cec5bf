import Platform
import TestSupport
import Testing

/// A demo at a terminal, its temporary files in a folder of the test's.
struct Demo {
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

  /// Moves the tree's cursor to a row, from the top; again from there when the row was passed, as
  /// happens when the one above it vanishes under the cursor.
  func select(_ name: String) async throws {
    robot.send("1g")
    try await robot.until("the cursor on the first row") { screen in
      screen.rows.firstIndex { $0.contains("1 Keys") }.map { screen.rows[$0 + 1].contains("┃▌") }
        ?? false
    }
    for _ in 0..<100 {
      if let row = robot.screenshot.selectedTreeRow, row.contains(name) { return }
      let before = robot.screenshot.selectedTreeRow
      robot.send("j")
      do {
        try await robot.until("the next row", within: .seconds(20)) {
          $0.selectedTreeRow != before
        }
      } catch is PseudoTerminal.Timeout {
        robot.send("g")
      }
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
  var leader: String? {
    guard let words = rows.first?.split(separator: " "),
      let place = words.firstIndex(of: "leader"), place + 1 < words.count
    else { return nil }
    let name = String(words[place + 1])
    return name.hasPrefix("m") ? name : nil
  }

  /// The name on the tree's selected row: what stands beside it, such as an age, changes by itself.
  var selectedTreeRow: String? {
    rows.compactMap { $0.firstMatch(of: #/┃▌(.*?)  /#)?.output.1 }.first.map(String.init)
  }

  var selectedFault: String? {
    rows.compactMap { $0.firstMatch(of: #/┃ ▌ (.*?) +┃/#)?.output.1 }.first.map(String.init)
  }

  /// The numbers of a sequence in the watches pane, newest first.
  func sequence(_ name: String) -> [Int] {
    rows.compactMap { row in
      guard row.contains("/sequences/\(name)"),
        let number = row.split(separator: "\"number\":").last
      else { return nil }
      return Int(number.prefix { $0.isNumber })
    }
  }
}
