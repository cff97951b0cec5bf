/// Where a user's files belong, by the XDG base directory specification.
public enum XDGFolder: Sendable {
  /// Settings: `$XDG_CONFIG_HOME` or `~/.config`.
  case configuration
  /// Logs and what is remembered between runs: `$XDG_STATE_HOME` or `~/.local/state`.
  case state

  /// The absolute path, without a slash at its end; nil when there is no home folder either.
  ///
  /// A relative value is ignored, as the specification demands.
  public var path: String? {
    path { Environment[$0] }
  }

  func path(in environment: (String) -> String?) -> String? {
    let (variable, standard) =
      switch self {
      case .configuration: ("XDG_CONFIG_HOME", ".config")
      case .state: ("XDG_STATE_HOME", ".local/state")
      }
    if let given = environment(variable), given.hasPrefix("/") { return given.withoutLastSlash }
    guard let home = environment("HOME"), home.hasPrefix("/") else { return nil }
    return "\(home.withoutLastSlash)/\(standard)"
  }
}

extension String {
  fileprivate var withoutLastSlash: String {
    count > 1 && hasSuffix("/") ? String(dropLast()) : self
  }
}
