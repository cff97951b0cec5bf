import Glibc
import TestSupport
import Testing

/// However the program leaves the screen, the terminal is as it was found.
@Suite("Leaving the terminal as it was", .aheadOfComputing)
struct TerminalTests {
  private func withExplorer(
    underShell: Bool = false, columns: Int = 80, rows: Int = 24,
    _ body: (PseudoTerminal) async throws -> Void
  ) async throws {
    try await withTemporaryFolder { folder in
      let explorer = try Explorer.start(
        ["--endpoints", "127.0.0.1:1"], in: folder, columns: columns, rows: rows,
        underShell: underShell)
      try await explorer.until(shows: "Keys")
      try await body(explorer)
    }
  }

  private func expectLeft(_ explorer: PseudoTerminal) {
    #expect(!explorer.screenshot.isAlternate)
    #expect(explorer.screenshot.showsCursor)
    #expect(explorer.modes == explorer.initialModes)
  }

  @Test("after q")
  func quit() async throws {
    try await withExplorer { explorer in
      explorer.send("q")
      let ending = try await explorer.ending()
      #expect(ending == .exited(0))
      expectLeft(explorer)
    }
  }

  @Test("after SIGTERM, with the exit code of an interruption", arguments: [SIGTERM, SIGHUP])
  func terminated(signal: Int32) async throws {
    try await withExplorer { explorer in
      explorer.signal(signal)
      let ending = try await explorer.ending()
      #expect(ending == .exited(5))
      expectLeft(explorer)
    }
  }

  @Test("after a crash, with the log named", arguments: [SIGSEGV, SIGABRT, SIGILL])
  func crashed(signal: Int32) async throws {
    try await withExplorer { explorer in
      explorer.signal(signal)
      let ending = try await explorer.ending()
      #expect(ending == .killed(signal: signal))
      expectLeft(explorer)
      // The terminal wraps the line where it likes.
      #expect(explorer.screenshot.rows.joined().contains("etcdscope.log"))
    }
  }

  @Test("while suspended, and the screen is back after fg")
  func suspended() async throws {
    try await withExplorer(underShell: true) { explorer in
      explorer.send("\u{1A}")
      try await explorer.poll("the shell's screen") { explorer.modes == explorer.initialModes }
      try await explorer.until("the normal screen") { !$0.isAlternate }
      try await explorer.stopped()
      explorer.resize(columns: 100, rows: 30)
      explorer.signal(SIGCONT, group: true)
      try await explorer.until("the screen at its new size") {
        $0.isAlternate && $0.contains("Keys") && $0.rows.count == 30
      }
      explorer.send("q")
      let ending = try await explorer.ending()
      #expect(ending == .exited(0))
    }
  }

  @Test("a window that is too small says what it needs, and the screen follows its size")
  func resized() async throws {
    try await withExplorer { explorer in
      explorer.resize(columns: 30, rows: 8)
      try await explorer.until("what is needed") { $0.text.contains("30") && !$0.contains("Keys") }
      explorer.resize(columns: 200, rows: 60)
      let screen = try await explorer.until(shows: "4 Members")
      #expect(screen.row(with: "1 Keys") != nil)
    }
  }

  @Test("NO_COLOR draws without a colour")
  func noColor() async throws {
    try await withTemporaryFolder { folder in
      let explorer = try Explorer.start(
        ["--endpoints", "127.0.0.1:1"], in: folder, environment: ["NO_COLOR": "1"])
      let screen = try await explorer.until(shows: "connection refused")
      let colored = screen.cells.joined().contains {
        $0.foreground != .default || $0.background != .default
      }
      #expect(!colored)
    }
  }

  @Test("LANG=C draws with ASCII only")
  func plainLocale() async throws {
    try await withTemporaryFolder { folder in
      let explorer = try Explorer.start(
        ["--endpoints", "127.0.0.1:1"], in: folder, environment: ["LANG": "C"])
      let screen = try await explorer.until(shows: "connection refused")
      let strange = screen.text.unicodeScalars.filter { !$0.isASCII }
      #expect(strange.isEmpty)
    }
  }
}
