import Glibc
import Platform
import TestSupport
import Testing

/// The mouse and pastes on a real terminal.
@Suite("The mouse and pastes", .aheadOfComputing)
struct MouseTests {
  private func withExplorer(
    _ arguments: [String] = [], underShell: Bool = false,
    _ body: (PseudoTerminal, String) async throws -> Void
  ) async throws {
    try await withTemporaryFolder { folder in
      let explorer = try Explorer.start(
        ["--endpoints", "127.0.0.1:1"] + arguments, in: folder, columns: 80, rows: 24,
        underShell: underShell)
      try await explorer.until(shows: "[Keys]")
      try await body(explorer, folder)
    }
  }

  /// How often each mode was switched on and off, and what came last.
  private func switches(_ explorer: PseudoTerminal, _ mode: Int) -> (on: Int, off: Int, isOn: Bool)
  {
    let output = String(decoding: explorer.output, as: UTF8.self)
    let on = output.ranges(of: "\u{1B}[?\(mode)h")
    let off = output.ranges(of: "\u{1B}[?\(mode)l")
    let isOn = on.last.map { last in off.last.map { $0.lowerBound < last.lowerBound } ?? true }
    return (on.count, off.count, isOn ?? false)
  }

  @Test("mouse reports are on while the screen is up, and off at its end, however it comes about")
  func onAndOff() async throws {
    for end in [Int32?.none, SIGTERM, SIGSEGV] {
      try await withExplorer { explorer, _ in
        try await explorer.until("mouse reports") { $0.reportsMouse }
        #expect(switches(explorer, 1002).isOn && switches(explorer, 1006).isOn)
        if let end { explorer.signal(end) } else { explorer.send("q") }
        _ = try await explorer.ending()
        for mode in [1002, 1006, 2004] { #expect(!switches(explorer, mode).isOn, "\(mode)") }
        #expect(!explorer.screenshot.reportsMouse)
      }
    }
  }

  @Test("a suspended explorer leaves the mouse to the shell, and takes it back")
  func suspended() async throws {
    try await withExplorer(underShell: true) { explorer, _ in
      try await explorer.until("mouse reports") { $0.reportsMouse }
      explorer.send("\u{1A}")
      try await explorer.stopped()
      try await explorer.until("none") { !$0.reportsMouse }
      explorer.signal(SIGCONT, group: true)
      try await explorer.until("mouse reports") { $0.reportsMouse && $0.contains("[Keys]") }
      explorer.send("q")
      #expect(try await explorer.ending() == .exited(0))
    }
  }

  @Test("F8 leaves the mouse to the terminal, also at the next start; --mouse takes it back")
  func toggled() async throws {
    try await withExplorer { explorer, folder in
      try await explorer.until("mouse reports") { $0.reportsMouse }
      explorer.send("\u{1B}[19~")
      try await explorer.until("none") { !$0.reportsMouse }
      // A message goes by itself: what was written stays.
      try await explorer.poll("the message") {
        String(decoding: explorer.output, as: UTF8.self).contains("selects text")
      }
      explorer.send("q")
      _ = try await explorer.ending()
      let next = try Explorer.start(
        ["--endpoints", "127.0.0.1:1"], in: folder, columns: 80, rows: 24)
      try await next.until(shows: "[Keys]")
      #expect(switches(next, 1002).on == 0)
      next.send("q")
      _ = try await next.ending()
      let told = try Explorer.start(
        ["--endpoints", "127.0.0.1:1", "--mouse"], in: folder, columns: 80, rows: 24)
      try await told.until("mouse reports") { $0.reportsMouse }
      told.send("q")
      #expect(try await told.ending() == .exited(0))
    }
  }

  @Test("a click on a tab, in pieces, brings its pane")
  func click() async throws {
    try await withExplorer { explorer, _ in
      let screen = try await explorer.until(shows: "4 Members")
      let row = try #require(screen.rows.firstIndex { $0.contains("4 Members") })
      let range = try #require(screen.rows[row].firstRange(of: "4 Members"))
      let column = screen.rows[row][..<range.lowerBound].count + 1
      explorer.send("\u{1B}[<0;\(column)")
      explorer.send(";\(row + 1)M\u{1B}[<0;\(column);\(row + 1)m")
      try await explorer.until(shows: "4 [Members]")
      // Far outside, malformed, and of a kind that nobody knows.
      explorer.send("\u{1B}[<0;99999999;99999999M\u{1B}[<M\u{1B}[<200;1;1M")
      explorer.send("5")
      try await explorer.until(shows: "5 [Latency]")
    }
  }

  @Test("a paste is never executed as keys, also when it pauses, and fills what is being typed")
  func paste() async throws {
    try await withExplorer { explorer, _ in
      explorer.send("\u{1B}[200~q\rq2F\r")
      // By the clock on the screen longer than a key's unfinished sequence is waited for.
      for _ in 0..<2 {
        let clock = explorer.screenshot.clock
        try await explorer.until("the next second") { $0.clock != clock }
      }
      explorer.send("qqq\u{3}\u{3}\u{1B}[201~")
      explorer.send("4")
      let screen = try await explorer.until(shows: "4 [Members]")
      #expect(!screen.contains("Break something"))
      explorer.send("1/\u{1B}[200~pasted\rq\u{1B}[201~")
      try await explorer.until(shows: "filter: pasted")
      explorer.send("\u{1B}")
      try await explorer.until("the line closed") { !$0.contains("filter: pasted") }
      explorer.send("q")
      #expect(try await explorer.ending() == .exited(0))
    }
  }

  @Test("the layout is there again at the next start, and nonsense in its file harms nobody")
  func remembered() async throws {
    try await withExplorer { explorer, folder in
      explorer.send("P")
      try await explorer.until(shows: "3 [Watches]")
      explorer.send("q")
      _ = try await explorer.ending()
      let path = folder + "/etcdscope/layout"
      #expect(try TextFile.read(path) == "layout watch\n")
      var information = stat()
      #expect(stat(path, &information) == 0 && information.st_mode & 0o777 == 0o600)
      let next = try Explorer.start(
        ["--endpoints", "127.0.0.1:1"], in: folder, columns: 80, rows: 24)
      try await next.until(shows: "3 [Watches]")
      next.send("q")
      _ = try await next.ending()
      try PrivateFile.write(
        Array(0...255) + Array("\nlayout gone\nsplit operate compact 0 . 7\n".utf8), to: path)
      let after = try Explorer.start(
        ["--endpoints", "127.0.0.1:1"], in: folder, columns: 80, rows: 24)
      try await after.until(shows: "1 [Keys]")
      after.send("q")
      #expect(try await after.ending() == .exited(0))
    }
  }

  @Test("--layout opens with one of the program's or the user's, and names those that there are")
  func asked() async throws {
    try await withTemporaryFolder { folder in
      try Folder.make(folder + "/etcdscope")
      let path = folder + "/etcdscope/config.json5"
      try PrivateFile.write(
        Array("{ layouts: { mine: { rows: ['latency', { pane: 'keys', share: 2 }] } } }".utf8),
        to: path)
      let explorer = try Explorer.start(
        ["--endpoints", "127.0.0.1:1", "--layout", "mine"], in: folder)
      let screen = try await explorer.until(shows: "5 Latency")
      #expect(screen.row(with: "1 Keys") != nil && screen.row(with: "╭─ 2 Value") == nil)
      explorer.send("q")
      _ = try await explorer.ending()
      let wrong = try Explorer.start(["--layout", "theirs"], in: folder)
      #expect(try await wrong.ending() == .exited(3))
      #expect(wrong.screenshot.rows.joined().contains("operate, watch, incident, wall, mine"))
    }
  }
}

extension Screenshot {
  /// The time of day at the right of the line of messages.
  fileprivate var clock: Substring { rows[rows.count - 2].suffix(9) }
}
