import Configuration
import Platform
import ProgramShell

/// Goes on with another profile while the program runs.
struct ProfileSwitch {
  /// Of the explorer so far.
  var settings: Settings

  /// What the command line and the environment say about the cluster is over: the profile alone
  /// says where to go. How the screen looks stays.
  ///
  /// - Throws: when the profile can't be used, or would ask for a password, which the screen has no
  ///   place for.
  func command(for profile: String) throws -> ExplorerCommand {
    let path = settings.configurationPath ?? Environment["ETCDSCOPE_CONFIG"]
    let invocation = try Invocation.read(
      arguments: ["--profile", profile] + (path.map { ["--config", $0] } ?? []), environment: [:],
      file: ConfigurationFolder.settings)
    guard case .run(var next) = invocation else { throw UsageError("\(profile) opens nothing") }
    if let login = next.login, login.password == nil, login.passwordFile == nil {
      throw Failure("the profile \(profile) names no password; add password-file to it")
    }
    (next.theme, next.glyphs) = (settings.theme, settings.glyphs)
    next.hasReducedMotion = settings.hasReducedMotion
    return ExplorerCommand(settings: next, configuration: try next.clientConfiguration())
  }
}
