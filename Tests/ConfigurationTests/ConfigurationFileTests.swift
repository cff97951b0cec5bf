import EtcdModel
import Testing
import Themes

@testable import Configuration

@Suite("Configuration file") struct ConfigurationFileTests {
  private func settings(
    _ text: String, _ arguments: [String] = [], _ environment: [String: String] = [:],
    isPrivate: Bool = true
  ) throws -> Settings {
    let invocation = try Invocation.read(arguments: arguments, environment: environment) {
      _ throws(FileError) in
      try ConfigurationFile(Array(text.utf8), path: "config.json5", isPrivate: isPrivate)
    }
    guard case .run(let settings) = invocation else { throw UsageError("not a run") }
    return settings
  }

  private func message(
    _ text: String, _ arguments: [String] = [], isPrivate: Bool = true
  ) -> String {
    do {
      return "no error: \(try settings(text, arguments, isPrivate: isPrivate))"
    } catch {
      return "\(error)"
    }
  }

  private func place(_ name: String, _ settings: Settings) -> String? {
    settings.origins.first { $0.name == name }?.place
  }

  private static let clusters = """
    {
      theme: "nord",
      "dial-timeout": "9s",
      profile: "near",
      profiles: {
        near: { endpoints: ["a:1", "b:2"], "dial-timeout": "8s" },
        far: {
          endpoints: "https://far:1", user: "ops", password: "secret", accent: "red",
          delimiter: ":", balancer: "leader", refresh: "2s",
        },
      },
    }
    """

  @Test("flag before environment before profile before the rest of the file before default")
  func precedence() throws {
    let file = Self.clusters
    #expect(try settings("{}").dialTimeout == .seconds(2))
    #expect(try settings(file, ["--profile="]).dialTimeout == .seconds(9))
    #expect(try settings(file).dialTimeout == .seconds(8))
    let environment = ["ETCDCTL_DIAL_TIMEOUT": "7s"]
    #expect(try settings(file, [], environment).dialTimeout == .seconds(7))
    #expect(try settings(file, ["--dial-timeout=6s"], environment).dialTimeout == .seconds(6))
    #expect(try settings(file).endpoints.map(\.host) == ["a", "b"])
    #expect(try settings(file, [], ["ETCDSCOPE_PROFILE": "far"]).endpoints.map(\.host) == ["far"])
    #expect(try settings(file).theme == .named("nord"))
  }

  @Test("keys stand with the id of their action, one or a list of them")
  func keys() throws {
    let file = """
      {
        keys: {
          "pane.zoom": ["Z", "F6"], quit: "Q",
          "theme.pick": [],
        },
      }
      """
    #expect(
      try settings(file).keys == [
        KeySetting(
          action: "pane.zoom", keys: ["Z", "F6"], place: "config.json5:3: keys.\"pane.zoom\""),
        KeySetting(action: "quit", keys: ["Q"], place: "config.json5:3: keys.quit"),
        KeySetting(action: "theme.pick", keys: [], place: "config.json5:4: keys.\"theme.pick\""),
      ])
    #expect(message("{ keys: { quit: [1] } }").contains("must be a text in quotes"))
    #expect(message("{\n keys: { quit: true } }").contains("config.json5:2: keys.quit"))
  }

  @Test("a profile sets what its cluster needs")
  func profile() throws {
    let far = try settings(Self.clusters, ["--profile", "far"])
    #expect(far.profile == "far")
    #expect(far.login == Login(name: "ops", password: "secret"))
    #expect(far.accent == Accent("red"))
    #expect(far.delimiter == ":" && far.balancer == "leader" && far.refresh == .seconds(2))
  }

  @Test("a profile's login and colour never go to other endpoints than its own")
  func bound() throws {
    for settings in [
      try settings(Self.clusters, ["--profile", "far", "--endpoints", "other:1"]),
      try settings(Self.clusters, ["--profile", "far"], ["ETCDCTL_ENDPOINTS": "other:1"]),
    ] {
      #expect(settings.endpoints.map(\.host) == ["other"])
      #expect(settings.login == nil && settings.accent == nil && settings.profile == nil)
      #expect(settings.balancer == "leader")
    }
  }

  @Test("every setting tells where it comes from, and no password is told")
  func origins() throws {
    let far = try settings(
      Self.clusters, ["--profile", "far", "--delimiter=."], ["ETCDCTL_DIAL_TIMEOUT": "7s"])
    #expect(place("delimiter", far) == "--delimiter")
    #expect(place("dial-timeout", far) == "ETCDCTL_DIAL_TIMEOUT")
    #expect(place("balancer", far) == "config.json5:9: profiles.far.balancer")
    #expect(place("theme", far) == "config.json5:2: theme")
    #expect(place("keepalive-time", far) == "default")
    #expect(far.origins.first { $0.name == "password" }?.value == "(set)")
    #expect(!far.origins.contains { $0.value.contains("secret") })
  }

  @Test(
    "mistakes are told with file and line",
    arguments: [
      ("{\n themes: 'nord' }", "config.json5:2: themes is unknown; known are "),
      ("{\n\n glyphs: 3 }", "config.json5:3: glyphs must be a text in quotes"),
      ("{ 'reduced-motion': 'yes' }", "config.json5:1: \"reduced-motion\" must be true or false"),
      (
        "{ profile: 'x' }",
        "config.json5:1: profile is \"x\"; write one that you add under profiles"
      ),
      ("{ profiles: { a: { profiles: {} } } }", "config.json5:1: profiles.a.profiles is unknown"),
      (
        "{\n 'dial-timeout': '5' }",
        "config.json5:2: \"dial-timeout\" is \"5\", which has no unit; write 5s or 5ms"
      ),
      ("{ endpoints: ['a:1', 2] }", "config.json5:1: endpoints[1] must be a text in quotes"),
      ("{ theme: ", "config.json5:1: a value is expected, not the end of the file"),
    ])
  func mistakes(text: String, words: String) {
    #expect(message(text).hasPrefix(words))
  }

  @Test("a profile that is not there is told with those that are")
  func unknownProfile() {
    #expect(
      message(Self.clusters, ["--profile", "mars"])
        == "config.json5 has no profile \"mars\"; write one of near, far")
    #expect(throws: UsageError("there is no profile \"x\": there is no configuration file")) {
      try Invocation.read(arguments: ["--profile", "x"], environment: [:])
    }
  }

  @Test("a password is refused in a file that others may read")
  func openPassword() {
    #expect(
      message(Self.clusters, isPrivate: false)
        == "config.json5:8: profiles.far.password stands in a file that others may read; "
        + "run chmod 600 config.json5")
    #expect(message("{ user: 'me' }", isPrivate: false).hasPrefix("no error"))
  }

  @Test("the template sets nothing but a profile, and all that it shows is right")
  func template() throws {
    let template = try settings(ConfigurationTemplate.text)
    #expect(template.origins.allSatisfy { $0.place == "default" })
    let setting = #/^  // ("?[a-z-]+"?: .*),$/#.anchorsMatchLineEndings()
    let shown = ConfigurationTemplate.text.replacing(setting) { "  \($0.output.1)," }
    for option in CommandOption.all where option.isSetting {
      #expect(shown.contains("\n  \(option.name): ") || shown.contains("\n  \"\(option.name)\": "))
    }
    _ = try ConfigurationFile(Array(shown.utf8), path: "config.json5", isPrivate: true)
  }

  @Test("a theme is one name, a pair for dark and light, or the program's own pair")
  func themes() {
    #expect(ThemeChoice("nord")?.name { true } == "nord")
    #expect(ThemeChoice("nord/solarized-light")?.name { true } == "solarized-light")
    #expect(ThemeChoice("nord/solarized-light")?.name { false } == "nord")
    #expect(ThemeChoice("auto")?.name { true } == "harbour-light")
    #expect(ThemeChoice("a/") == nil && ThemeChoice("a/b/c") == nil && ThemeChoice("") == nil)
  }

  @Test("a layout of one's own is a tree of panes with shares")
  func layouts() throws {
    let file = """
      { layouts: {
        mine: { columns: ["keys", { share: 3, rows: ["value", { pane: "watches", share: 2 }] }] },
        "one-pane": "members",
      } }
      """
    let layouts = try settings(file, ["--layout", "mine", "--mouse=false"])
    #expect(layouts.layout == "mine" && layouts.usesMouse == false)
    #expect(layouts.layouts.map(\.name) == ["mine", "one-pane"])
    guard case .columns(let parts) = layouts.layouts[0].root.node, parts.count == 2,
      case .rows(let right) = parts[1].node
    else {
      Issue.record("\(layouts.layouts)")
      return
    }
    #expect(parts[0].node == .pane("keys") && parts.map(\.share) == [1, 3])
    #expect(right.map(\.node) == [.pane("value"), .pane("watches")])
    #expect(right.map(\.share) == [1, 2])
    #expect(layouts.layouts[1].root.node == .pane("members"))
    #expect(try settings("{}").layout == nil && settings("{}").usesMouse == nil)
  }

  @Test(
    "a layout that makes no sense is told with its line",
    arguments: [
      ("columns: []", "layouts.a.columns must hold a pane at least"),
      ("columns: ['keys'], rows: ['value']", "must have one of pane, columns and rows"),
      ("share: 2", "must have one of pane, columns and rows"),
      ("pane: 'keys', share: 0", "layouts.a.share must be a number from 1 to 1000"),
      ("pane: 'keys', share: 'big'", "layouts.a.share must be a number"),
      ("pane: 7", "layouts.a.pane must be a text"), ("panes: []", "layouts.a.panes is unknown"),
      ("rows: [{ columns: [3] }]", "must be an object"),
    ])
  func strangeLayouts(text: String, words: String) {
    let message = message("{\n layouts: { a: { \(text) } } }")
    #expect(message.hasPrefix("config.json5:2:") && message.contains(words), "\(message)")
    #expect(self.message("{ layouts: { 'a b': 'keys' } }").contains("is no name for a layout"))
  }
}
