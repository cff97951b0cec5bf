import Platform
import TestSupport
import Testing

@Suite("Tools", .aheadOfComputing) struct ToolTests {
  @Test("bash completes commands, options and their values, from the generated script")
  func bash() async throws {
    try await withTemporaryFolder { folder in
      let script = try await Explorer.run(["completions", "bash"]).output
      try PrivateFile.write(Array(script.utf8), to: folder + "/completions")
      func complete(_ words: String) async throws -> [Substring] {
        let count = words.split(separator: " ", omittingEmptySubsequences: false).count
        return try await Command.run(
          "bash",
          [
            "-c",
            "source \(folder)/completions; COMP_WORDS=(\(words)); COMP_CWORD=\(count - 1);"
              + " _etcdscope; echo ${COMPREPLY[@]}",
          ]
        ).output.split(whereSeparator: \.isWhitespace)
      }
      #expect(try await complete("etcdscope th") == ["theme"])
      #expect(try await complete("etcdscope theme ch") == ["check"])
      #expect(try await complete("etcdscope --theme gru") == ["gruvbox"])
      #expect(try await complete("etcdscope status --write") == ["--write-out"])
      #expect(try await complete("etcdscope demo --endp") == [])
      #expect(try await complete("etcdscope completions z") == ["zsh"])
    }
  }

  @Test("the scripts for zsh and fish name every command")
  func otherShells() async throws {
    for shell in ["zsh", "fish"] {
      let script = try await Explorer.run(["completions", shell]).output
      for word in ["demo", "status", "theme", "completions", "endpoints", "nord"] {
        #expect(script.contains(word), "\(shell): \(word)")
      }
    }
  }

  @Test("groff takes the manual page without a warning")
  func manual() async throws {
    try await withTemporaryFolder { folder in
      let page = try await Explorer.run(["man"])
      try PrivateFile.write(Array(page.output.utf8), to: folder + "/etcdscope.1")
      let groff = try await Command.run(
        "groff", ["-man", "-ww", "-Tutf8", folder + "/etcdscope.1"], package: "groff-base")
      #expect(groff.hasSucceeded && !groff.output.contains("warning"))
      // A typed dash may come out as a minus, and bold as a letter struck twice.
      let text = groff.output.replacing(/[‐−]/, with: "-").replacing(/.\u{8}/, with: "")
      for words in ["NAME", "--endpoints", "ETCDCTL_CACERT", "EXIT STATUS", "Interrupted."] {
        #expect(text.contains(words), "\(words)")
      }
    }
  }

  @Test("settings are written once, commented, and every setting tells its place")
  func configuration() async throws {
    try await withTemporaryFolder { folder in
      let home = [
        "XDG_CONFIG_HOME=\(folder)", "ETCDCTL_DIAL_TIMEOUT=3s", "ETCDSCOPE_PROFILE=local",
      ]
      let file = folder + "/etcdscope/config.json5"
      #expect(try await Explorer.run(["config", "init"], environment: home).hasSucceeded)
      #expect(try UserFile.read(file).isPrivate)
      let again = try await Explorer.run(["config", "init"], environment: home)
      #expect(again.exit == .status(1) && again.output.contains("is there already"))
      let info = try await Explorer.run(["info", "--theme", "nord"], environment: home).output
      #expect(info.contains(file))
      #expect(info.contains(#/dial-timeout +3s +ETCDCTL_DIAL_TIMEOUT/#))
      #expect(info.contains(#/theme +nord +--theme/#))
      #expect(info.contains(#/endpoints +127.0.0.1:2379 +\S+config.json5:\d+: profiles.local/#))
      let schema = try await Explorer.run(["config", "schema"]).output
      #expect(schema.contains("\"endpoints\""))
    }
  }

  @Test("every mistake among the keys is told with file and line, before anything starts")
  func keys() async throws {
    try await withTemporaryFolder { folder in
      try Folder.make(folder + "/etcdscope")
      let text = """
        { keys: {
          "pane.zoom": ["T"],
          "no.such": ["x"],
          "theme.pick": ["Ctrl-S"],
        } }
        """
      try PrivateFile.write(Array(text.utf8), to: folder + "/etcdscope/config.json5")
      let keys = try await Explorer.run(["keys"], environment: ["XDG_CONFIG_HOME=\(folder)"])
      #expect(keys.exit == .status(3))
      for words in [
        "config.json5:2: keys.\"pane.zoom\": T would mean pane.zoom and theme.pick at once",
        "config.json5:3: keys.\"no.such\": there is no action no.such",
        "config.json5:4: keys.\"theme.pick\": Ctrl-S belongs to terminals",
      ] {
        #expect(keys.output.contains(words), "\(keys.output)")
      }
    }
  }

  @Test("a theme file is checked: its mistake by file and line, its contrast by role")
  func themeCheck() async throws {
    try await withTemporaryFolder { folder in
      let file = folder + "/mine.json5"
      func check(_ text: String) async throws -> Command {
        try PrivateFile.write(Array(text.utf8), to: file)
        return try await Explorer.run(["theme", "check", file])
      }
      let wrong = try await check("{\n  inherits: 'nord',\n  styles: { alarm: 'rde' },\n}")
      #expect(wrong.exit == .status(3))
      #expect(wrong.output.contains("mine.json5:3: styles.alarm is \"rde\"; write "))
      let pale = try await check("{ inherits: 'nord', styles: { alarm: '#404858' } }")
      #expect(pale.exit == .status(1))
      #expect(pale.output.contains("alarm has a contrast of 1.3, and needs 4.5"))
      let good = try await check("{ inherits: 'nord' }")
      #expect(good.hasSucceeded && good.output == "ok\n")
    }
  }

  @Test("a password file that others may read is refused")
  func passwordFile() async throws {
    try await withTemporaryFolder { folder in
      let file = folder + "/password"
      try PrivateFile.write(Array("secret\n".utf8), to: file)
      _ = try await Command.run("chmod", ["644", file])
      let status = try await Explorer.run(["status", "--user", "me", "--password-file", file])
      #expect(status.exit == .status(128))
      #expect(status.output.contains("run chmod 600 \(file)"))
    }
  }

  @Test("a user's theme is shown anew when its file changes, and its mistake where it is")
  func reload() async throws {
    try await withTemporaryFolder { folder in
      try Folder.make(folder + "/etcdscope/themes")
      let file = folder + "/etcdscope/themes/mine.json5"
      try PrivateFile.write(Array("{ inherits: 'nord' }".utf8), to: file)
      let explorer = try Explorer.start(
        ["--endpoints", "127.0.0.1:\(freePort())", "--theme", "mine"], in: folder,
        environment: ["XDG_CONFIG_HOME": folder])
      try await explorer.until(shows: "etcdscope demo")
      try PrivateFile.write(Array("{ inherits: 'nord',\n palette: { red: 'rde' } }".utf8), to: file)
      try await explorer.until(shows: "mine.json5:2: palette.red is \"rde\"")
      explorer.send("q")
      let ending = try await explorer.ending()
      #expect(ending == .exited(0))
    }
  }
}
