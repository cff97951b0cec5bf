import Configuration
import Platform
import ProgramShell

/// Goes on with another profile while the program runs.
struct ProfileSwitch {
  /// Of the explorer so far.
  var settings: Settings

  /// The profile logs in, and names no password.
  struct PasswordNeeded: Error {}

  /// What the command line and the environment say about the cluster is over: the profile alone
  /// says where to go. How the screen looks stays.
  ///
  /// - Parameter password: as the user typed it, where the profile logs in and names none.
  /// - Throws: `PasswordNeeded`, or why the profile can't be used.
  func command(for profile: String, password: String? = nil) throws -> ExplorerCommand {
    let path = settings.configurationPath ?? Environment["ETCDSCOPE_CONFIG"]
    let invocation = try Invocation.read(
      arguments: ["--profile", profile] + (path.map { ["--config", $0] } ?? []), environment: [:],
      file: ConfigurationFolder.settings)
    guard case .run(var next) = invocation else { throw UsageError("\(profile) opens nothing") }
    if let login = next.login, login.password == nil, login.passwordFile == nil {
      guard let password else { throw PasswordNeeded() }
      next.login?.password = password
    }
    (next.theme, next.glyphs) = (settings.theme, settings.glyphs)
    next.hasReducedMotion = settings.hasReducedMotion
    next.layouts = settings.layouts
    return ExplorerCommand(settings: next, configuration: try next.clientConfiguration())
  }
}
