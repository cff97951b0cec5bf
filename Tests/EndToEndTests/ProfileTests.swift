import Platform
import TestSupport
import Testing

@Suite("Profiles", .aheadOfComputing) struct ProfileTests {
  private static let settings = """
    {
      theme: "nord",
      profile: "near",
      profiles: {
        near: { endpoints: "127.0.0.1:1", "dial-timeout": "1s" },
        far: { endpoints: "127.0.0.2:1", accent: "red", access: "protected" },
        locked: { endpoints: "127.0.0.3:1", user: "ops" },
      },
    }
    """

  private func withExplorer(
    _ arguments: [String] = [], _ body: (PseudoTerminal) async throws -> Void
  ) async throws {
    try await withTemporaryFolder { folder in
      try Folder.make(folder + "/etcdscope")
      try PrivateFile.write(Array(Self.settings.utf8), to: folder + "/etcdscope/config.json5")
      let explorer = try Explorer.start(
        arguments, in: folder, environment: ["COLORTERM": "truecolor"])
      try await body(explorer)
      explorer.send("q")
      let ending = try await explorer.ending()
      #expect(ending == .exited(0))
    }
  }

  /// What follows Esc at once would be a key with Alt.
  private func close(_ title: String, on explorer: PseudoTerminal) async throws {
    explorer.send("\u{1B}")
    try await explorer.until("\(title) is closed") { !$0.contains(title) }
  }

  @Test("p goes on with another profile's cluster, in its colour, and keys still arrive")
  func live() async throws {
    try await withExplorer { explorer in
      try await explorer.until(shows: "etcdscope near")
      explorer.send("p")
      try await explorer.until(shows: "locked")
      explorer.send("j\r")
      let screen = try await explorer.until(shows: "etcdscope far")
      #expect(screen.rows[0].contains("protected"))
      let name = screen.rows[0].distance(
        from: screen.rows[0].startIndex, to: screen.rows[0].firstRange(of: "far")!.lowerBound)
      #expect(screen.cells[0][name].background == .rgb(0xC6, 0x28, 0x28))
      explorer.send(",")
      try await explorer.until(shows: "profiles.far.")
      try await close("Settings", on: explorer)
    }
  }

  @Test("a profile that logs in asks for the password on the screen, which does not show it")
  func locked() async throws {
    try await withExplorer { explorer in
      try await explorer.until(shows: "etcdscope near")
      explorer.send("p")
      try await explorer.until(shows: "locked")
      explorer.send("jj\r")
      try await explorer.until(shows: "password for locked:")
      explorer.send("s3cret")
      try await explorer.until(shows: "password for locked: ******")
      explorer.send("\r")
      try await explorer.until(shows: "etcdscope locked")
      #expect(!explorer.output.contains("s3cret".utf8))
    }
  }

  @Test(", shows where each setting comes from")
  func settings() async throws {
    try await withExplorer(["--delimiter=:"]) { explorer in
      try await explorer.until(shows: "etcdscope near")
      explorer.send(",")
      let screen = try await explorer.until(shows: "--delimiter")
      #expect(screen.row(with: "dial-timeout")?.contains("profiles.near") ?? false)
      try await close("Settings", on: explorer)
    }
  }
}
