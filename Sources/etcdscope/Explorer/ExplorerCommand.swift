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
    let preferences = Preferences(folder: StateFolder.path)
    let log = Log(folder: StateFolder.path)
    do {
      let theme = try chosenTheme(preferences)
      let session = try TerminalSession(
        TerminalSession.Options(
          errorLog: log.path,
          crashNotice: log.path.map { "etcdscope crashed; its messages are in \($0)\n" } ?? ""))
      defer { session.close() }
      return try await explore(session, theme, preferences, log)
    } catch {
      throw Failure("\(error)" + (log.path.map { "\nThe log is \($0)." } ?? ""))
    }
  }

  @MainActor
  private func explore(
    _ session: TerminalSession, _ theme: Theme, _ preferences: Preferences, _ log: Log
  ) async throws -> ExitCode {
    let inbox = Inbox()
    let screen = ExplorerScreen(
      session: session, theme: theme, glyphs: settings.glyphs,
      state: ExplorerState(options: options, theme: theme.name, now: .now))
    // Before anything that needs the network or libgrpc.
    screen.draw()
    let cluster = try ClusterConnection(
      configuration, transport: settings.transportOptions,
      polling: settings.pollSettings, alarms: settings.memberWatch.alarms)
    let runner = EffectRunner(
      client: cluster.client, service: cluster.service, inbox: inbox, injectFault: demo?.inject)
    let app = ExplorerApp(
      screen: screen, inbox: inbox, runner: runner, preferences: preferences)
    let feeds = Feeds(cluster: cluster, inbox: inbox, log: log)
    let code = await app.run()
    session.close()
    feeds.stop()
    runner.cancelAll()
    await cluster.close()
    return code
  }

  private var options: ExplorerOptions {
    ExplorerOptions(
      clusterName: clusterName, endpoints: configuration.endpoints,
      demoMembers: demo?.members, delimiter: Delimiter(Array(settings.delimiter.utf8)))
  }

  /// What the user knows the cluster by: where it was looked for.
  private var clusterName: String {
    if demo != nil { return "demo" }
    let endpoints = configuration.endpoints
    let others = endpoints.count > 1 ? " +\(endpoints.count - 1)" : ""
    return (endpoints.first?.authority ?? "") + others
  }

  /// The one asked for, else the one chosen last, else the default.
  private func chosenTheme(_ preferences: Preferences) throws(FileError) -> Theme {
    if let theme = settings.theme { return try ThemeCatalog.theme(named: theme) }
    if let remembered = preferences.theme, BundledThemes.names.contains(remembered) {
      return try ThemeCatalog.theme(named: remembered)
    }
    return try ThemeCatalog.theme(named: BundledThemes.defaultName)
  }
}
