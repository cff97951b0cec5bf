import Configuration
import EtcdClient
import EtcdModel
import ExplorerModel
import ProgramShell
import Terminal
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

  @MainActor
  func run() async throws(Failure) -> ExitCode {
    let registry = try settings.keyRegistry()
    let preferences = Preferences(folder: StateFolder.path)
    let log = Log(folder: StateFolder.path)
    do {
      let appearance = Appearance(settings: settings, catalog: ConfigurationFolder.themes())
      let theme = try chosenTheme(appearance, preferences)
      let session = try TerminalSession(
        TerminalSession.Options(
          errorLog: log.path,
          crashNotice: log.path.map { "etcdscope crashed; its messages are in \($0)\n" } ?? ""))
      defer { session.close() }
      return try await explore(session, registry, theme, appearance, preferences, log)
    } catch {
      throw Failure("\(error)" + (log.path.map { "\nThe log is \($0)." } ?? ""))
    }
  }

  @MainActor
  private func explore(
    _ session: TerminalSession, _ registry: ActionRegistry, _ theme: Theme,
    _ appearance: Appearance, _ preferences: Preferences, _ log: Log
  ) async throws -> ExitCode {
    let inbox = Inbox()
    let screen = ExplorerScreen(
      session: session, theme: theme, appearance: appearance,
      state: ExplorerState(
        options: options, registry: registry, theme: theme.name, now: .now))
    // Before anything that needs the network or libgrpc.
    screen.draw()
    let cluster = try ClusterConnection(
      configuration, transport: settings.transportOptions,
      polling: settings.pollSettings, alarms: settings.memberWatch.alarms)
    let runner = EffectRunner(
      client: cluster.client, service: cluster.service, inbox: inbox, injectFault: demo?.inject)
    let app = ExplorerApp(
      screen: screen, inbox: inbox, runner: runner, preferences: preferences)
    let feeds = Feeds(
      cluster: cluster, inbox: inbox, log: log, refresh: settings.refresh)
    let code = await app.run()
    session.close()
    feeds.stop()
    runner.cancelAll()
    await cluster.close()
    return code
  }

  private var options: ExplorerOptions {
    var options = settings.explorerOptions(configuration)
    if let demo { (options.clusterName, options.demoMembers) = ("demo", demo.members) }
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
    return ExplorerOptions(
      clusterName: profile ?? place + (others > 0 ? " +\(others)" : ""),
      endpoints: configuration.endpoints, delimiter: Delimiter(Array(delimiter.utf8)))
  }
}
