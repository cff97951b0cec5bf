import Configuration
import EtcdClient
import EtcdModel
import ExplorerModel
import ProgramShell
import Terminal
import TerminalModel
import Themes

/// `etcdscope` without a command: the explorer, on any cluster or on the demo's.
struct ExplorerCommand {
  var settings: Settings
  var configuration: ClientConfiguration
  /// Set for the demo only.
  var demo: Demo?

  /// The demo's part in the explorer: its members and how a fault reaches them.
  struct Demo: Sendable {
    var members: [String]
    /// Returns what went wrong, as a sentence.
    var inject: @Sendable (FaultCommand) async -> String?
  }

  /// What all clusters of one run share.
  private struct Stage {
    var session: TerminalSession
    var relay: InputRelay
    var preferences: Preferences
    var log: Log
  }

  @MainActor
  func run() async throws(Failure) -> ExitCode {
    let registry = try settings.keyRegistry()
    let preferences = Preferences(folder: StateFolder.path)
    let memory = try settings.layoutMemory(preferences.layout, of: settings.allLayouts())
    let log = Log(folder: StateFolder.path)
    do {
      let catalog = ConfigurationFolder.themes()
      let theme = try chosenTheme(Appearance(settings: settings, catalog: catalog), preferences)
      let session = try TerminalSession(
        TerminalSession.Options(
          errorLog: log.path,
          crashNotice: log.path.map { "etcdscope crashed; its messages are in \($0)\n" } ?? "",
          usesMouse: !memory.isMouseOff))
      let relay = InputRelay(session.inputs)
      defer {
        session.close()
        relay.stop()
      }
      return try await explore(
        Stage(session: session, relay: relay, preferences: preferences, log: log),
        registry, theme.name, memory)
    } catch {
      throw Failure("\(error)" + (log.path.map { "\nThe log is \($0)." } ?? ""))
    }
  }

  /// One cluster after the other, as long as profiles are switched.
  @MainActor
  private func explore(
    _ stage: Stage, _ registry: ActionRegistry, _ theme: String, _ memory: LayoutMemory
  ) async throws -> ExitCode {
    var (command, theme, memory) = (self, theme, memory)
    while true {
      let (app, screen) = try await command.exploreOne(stage, registry, theme, memory)
      guard let next = app.next else { return app.code }
      (command, theme, memory) = (next, screen.state.theme, screen.state.layoutMemory)
    }
  }

  /// - Returns: what was shown, and how it ended.
  @MainActor
  private func exploreOne(
    _ stage: Stage, _ registry: ActionRegistry, _ themeName: String, _ memory: LayoutMemory
  ) async throws -> (ExplorerApp, ExplorerScreen) {
    let appearance = Appearance(settings: settings, catalog: ConfigurationFolder.themes())
    // A file of the user's may have broken since its theme was chosen.
    let theme =
      try (try? appearance.theme(named: themeName))
      ?? appearance.theme(named: BundledThemes.defaultName)
    let inbox = Inbox()
    stage.relay.turn(to: inbox)
    var options = options
    options.layouts = try settings.allLayouts()
    let screen = ExplorerScreen(
      session: stage.session, theme: theme, appearance: appearance,
      state: ExplorerState(
        options: options, registry: registry, theme: theme.name, now: .now), memory: memory,
      refresh: settings.refresh)
    // Before anything that needs the network or libgrpc.
    screen.draw()
    let cluster = try ClusterConnection(
      configuration, transport: settings.transportOptions,
      polling: settings.pollSettings, alarms: settings.memberWatch.alarms)
    let runner = EffectRunner(
      client: cluster.client, user: configuration.credentials?.user, service: cluster.service,
      inbox: inbox, injectFault: demo?.inject)
    let app = ExplorerApp(
      screen: screen, inbox: inbox, runner: runner, preferences: stage.preferences,
      profileSwitch: ProfileSwitch(settings: settings))
    let feeds = Feeds(
      cluster: cluster, inbox: inbox, log: stage.log, refresh: settings.refresh)
    await app.run()
    if app.next == nil { stage.session.close() }
    feeds.stop()
    runner.cancelAll()
    await cluster.close()
    return (app, screen)
  }

  private var options: ExplorerOptions {
    var options = settings.explorerOptions(configuration)
    options.bookmarks = Preferences(folder: StateFolder.path).bookmarks(of: options.clusterName)
    options.unseenHints = Preferences(folder: StateFolder.path).unseenHints
    if let demo { (options.clusterName, options.demoMembers) = ("demo", demo.members) }
    options.isProtected = settings.access == .protected
    options.profiles = demo == nil ? settings.profiles : []
    options.settings = settings.origins.map {
      SettingLine(name: $0.name, value: $0.value, place: $0.place)
    }
    return options
  }

  /// The one asked for, else the one chosen last, else the default.
  private func chosenTheme(
    _ appearance: Appearance, _ preferences: Preferences
  ) throws(FileError) -> Theme {
    if let choice = settings.theme {
      return try appearance.theme(named: choice.name { TerminalGround.isLight() })
    }
    if let remembered = preferences.theme, appearance.catalog.names.contains(remembered) {
      return try appearance.theme(named: remembered)
    }
    return try appearance.theme(named: BundledThemes.defaultName)
  }
}

extension Settings {
  /// The cluster goes by the profile's name, else by where it was looked for.
  func explorerOptions(_ configuration: ClientConfiguration) -> ExplorerOptions {
    let others = configuration.endpoints.count - 1
    let place = configuration.endpoints.first?.authority ?? ""
    var options = ExplorerOptions(
      clusterName: profile ?? place + (others > 0 ? " +\(others)" : ""),
      endpoints: configuration.endpoints, delimiter: Delimiter(Array(delimiter.utf8)),
      policies: BalancerName.allCases.reversed().map {
        BalancerChoice(name: $0.rawValue, summary: $0.summary)
      })
    options.prefixes = prefixes.map { EscapedText.bytes($0) }
    options.clientVariables = clientVariables
    return options
  }

  /// etcdctl asks for the password.
  private var clientVariables: [ClientVariable] {
    let choices = [
      ("CACERT", tls.authority), ("CERT", tls.certificate), ("KEY", tls.key),
      ("INSECURE_SKIP_TLS_VERIFY", tls.skipsVerification ? "true" : nil), ("USER", login?.name),
    ]
    return choices.compactMap { name, value in
      value.map { ClientVariable("ETCDCTL_\(name)", $0) }
    }
  }
}
