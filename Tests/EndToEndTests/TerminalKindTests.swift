import TestSupport
import Testing

@Suite("Kinds of terminals", .aheadOfComputing) struct TerminalKindTests {
  @Test(
    "all that can place a cursor show the screen, the console with the glyphs of its font",
    arguments: ["xterm", "xterm-256color", "tmux-256color", "screen", "linux"])
  func capable(term: String) async throws {
    try await withTemporaryFolder { folder in
      let explorer = try Explorer.start(
        ["--endpoints", "127.0.0.1:1"], in: folder, environment: ["TERM": term])
      let screen = try await explorer.until(shows: "1 Keys")
      #expect(screen.text.contains("╔") == (term == "linux"))
      explorer.send("q")
      let ending = try await explorer.ending()
      #expect(ending == .exited(0))
    }
  }

  @Test("others get a sentence that names --plain", arguments: ["dumb", "no-such-terminal"])
  func incapable(term: String) async throws {
    try await withTemporaryFolder { folder in
      let explorer = try Explorer.start(
        ["--endpoints", "127.0.0.1:1"], in: folder, environment: ["TERM": term])
      let ending = try await explorer.ending()
      #expect(ending == .exited(1))
      #expect(explorer.screenshot.rows.joined().contains("--plain"))
    }
  }

  @Test(
    "auto asks the terminal for its ground, and COLORFGBG where it does not answer",
    arguments: [
      ("\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\\u{1B}[?6c", ""), ("\u{1B}[?6c", "0;15"), ("", "0;15"),
    ])
  func ground(answer: String, variable: String) async throws {
    try await withTemporaryFolder { folder in
      var isLight = false
      // The program waits for 0.1 s, which a slow machine may need until the answer is sent.
      for _ in 0..<20 where !isLight {
        let explorer = try Explorer.start(
          ["--endpoints", "127.0.0.1:1", "--theme", "auto"], in: folder,
          environment: ["COLORTERM": "truecolor", "COLORFGBG": variable])
        explorer.send(answer)
        let screen = try await explorer.until("a whole screen") {
          $0.contains("1 Keys") && $0.contains("? Help")
        }
        isLight = screen.cells[39][119].background == .rgb(0xF7, 0xF9, 0xFB)
        explorer.send("q")
        #expect(try await explorer.ending() == .exited(0))
      }
      #expect(isLight)
    }
  }

  @Test("--plain tells the members and what happens to them in words, without escape sequences")
  func plain() async throws {
    try await withTemporaryFolder { folder in
      let explorer = try Explorer.start(
        ["--plain", "--endpoints", "127.0.0.1:1"], in: folder, environment: ["TERM": "dumb"])
      try await explorer.until(shows: "Watching the cluster 127.0.0.1:1")
      try await explorer.until(shows: "is unreachable (connection refused)")
      #expect(!explorer.output.contains(0x1B))
      explorer.send("\u{3}")
      let ending = try await explorer.ending()
      #expect(ending == .exited(5))
    }
  }

  @Test("--once prints one frame of the size asked for, and that nothing was reached")
  func once() async throws {
    let frame = try await Explorer.run(
      ["--once", "--size", "100x30", "--command-timeout", "2s", "--endpoints", "127.0.0.1:1"])
    #expect(frame.exit == .status(2))
    #expect(frame.output.split(separator: "\n", omittingEmptySubsequences: false).count == 31)
    #expect(frame.output.contains("connection refused"))
  }
}
