/// A shell that completions are made for.
public enum Shell: String, Hashable, Sendable, CaseIterable { case bash, zsh, fish }

/// What a command does that needs neither a cluster nor settings.
public enum Tool: Hashable, Sendable {
  case listThemes
  case showTheme(String)
  /// The path of a theme file.
  case checkTheme(String)
  case writeConfiguration
  case printSchema
  case printCompletions(Shell)
  case printManual
}

extension Tool {
  init(_ arguments: Arguments) throws(UsageError) {
    let operands = arguments.operands
    switch (arguments.command, operands.first, operands.dropFirst().first) {
    case (.theme, "list", nil): self = .listThemes
    case (.theme, "show", let name?): self = .showTheme(name)
    case (.theme, "check", let path?): self = .checkTheme(path)
    case (.config, "init", nil): self = .writeConfiguration
    case (.config, "schema", nil): self = .printSchema
    case (.completions, let name?, nil):
      guard let shell = Shell(rawValue: name) else { fallthrough }
      self = .printCompletions(shell)
    case (.man, nil, nil): self = .printManual
    default: throw UsageError("write \(arguments.command.usage)")
    }
  }
}
