/// Completion scripts, made from the tables of commands and options.
public enum Completions {
  public static func script(for shell: Shell) -> String {
    switch shell {
    case .bash: bash
    case .zsh: zsh
    case .fish: fish
    }
  }

  private static let commands = Command.ofExplorer.dropFirst()

  private static func options(of command: Command) -> [CommandOption] {
    CommandOption.all.filter { $0.commands.contains(command) }
  }

  private static func flags(of command: Command) -> String {
    options(of: command).map { "--\($0.name)" }.joined(separator: " ")
  }

  private static func takesFile(_ option: CommandOption) -> Bool {
    option.metavar == "FILE" || option.metavar == "PATH"
  }

  /// The words that a command's own argument can be.
  private static func words(of command: Command) -> [String] {
    switch command {
    case .theme: ["list", "show", "check"]
    case .config: ["init", "schema"]
    case .completions: Shell.allCases.map(\.rawValue)
    default: []
    }
  }

  private static var bash: String {
    var lines = [
      "# etcdscope completions for bash: eval \"$(etcdscope completions bash)\"",
      "_etcdscope() {",
      "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= index",
      "  for ((index = 1; index < COMP_CWORD; index++)); do",
      "    case ${COMP_WORDS[index]} in",
      "      \(commands.map(\.rawValue).joined(separator: "|")))"
        + " command=${COMP_WORDS[index]}; break ;;",
      "    esac",
      "  done",
      "  case $before in",
    ]
    for option in CommandOption.ofExplorer where !option.choices.isEmpty {
      lines.append(
        "    --\(option.name)) COMPREPLY=($(compgen -W"
          + " \"\(option.choices.joined(separator: " "))\" -- \"$word\")); return ;;")
    }
    let files = CommandOption.ofExplorer.filter(takesFile).map { "--\($0.name)" }
    lines += [
      "    \(files.joined(separator: "|"))) COMPREPLY=($(compgen -f -- \"$word\")); return ;;",
      "  esac",
      "  case $command in",
    ]
    for command in Command.ofExplorer {
      let first = command == .explore ? commands.map(\.rawValue) : words(of: command)
      let pattern = command == .explore ? "\"\"" : command.rawValue
      let all = (first + [flags(of: command)]).joined(separator: " ")
      lines.append(
        "    \(pattern)) COMPREPLY=($(compgen -W \"\(all)\" -- \"$word\")) ;;")
    }
    return (lines + ["  esac", "}", "complete -o default -F _etcdscope etcdscope"])
      .joined(separator: "\n")
  }

  private static var zsh: String {
    var lines = [
      "#compdef etcdscope", "# etcdscope completions for zsh: in a folder of $fpath as _etcdscope",
      "_etcdscope() {",
      "  local command=${words[(r)(\(commands.map(\.rawValue).joined(separator: "|")))]}",
      "  case $command in",
    ]
    for command in Command.ofExplorer {
      let pattern = command == .explore ? "\"\"" : command.rawValue
      lines.append("    \(pattern)) _arguments \\")
      for option in options(of: command) {
        lines.append("      '\(zshSpecification(option))' \\")
      }
      let first = command == .explore ? commands.map(\.rawValue) : words(of: command)
      lines.append(
        "      '1:argument:(\((command == .explore ? first : [command.rawValue]).joined(separator: " ")))' \\"
      )
      lines.append(
        command == .explore
          ? "      '*::' ;;" : "      '2:argument:(\(first.joined(separator: " ")))' ;;")
    }
    return (lines + ["  esac", "}", "compdef _etcdscope etcdscope"]).joined(separator: "\n")
  }

  private static func zshSpecification(_ option: CommandOption) -> String {
    let help = option.help.replacing("'", with: "'\\''").replacing(":", with: "\\:")
      .replacing("[", with: "\\[").replacing("]", with: "\\]")
    guard let metavar = option.metavar else { return "--\(option.name)[\(help)]" }
    let values =
      !option.choices.isEmpty
      ? "(\(option.choices.joined(separator: " ")))" : takesFile(option) ? "_files" : " "
    let name = metavar.replacing(":", with: "\\:").replacing("[", with: "\\[")
      .replacing("]", with: "\\]")
    return "--\(option.name)=[\(help)]:\(name):\(values)"
  }

  private static var fish: String {
    let names = commands.map(\.rawValue).joined(separator: " ")
    var lines = [
      "# etcdscope completions for fish: etcdscope completions fish | source",
      "complete -c etcdscope -f",
    ]
    for command in commands {
      lines.append(
        "complete -c etcdscope -n 'not __fish_seen_subcommand_from \(names)'"
          + " -a \(command.rawValue) -d '\(fishQuoted(command.summary))'")
      for word in words(of: command) {
        lines.append(
          "complete -c etcdscope -n '__fish_seen_subcommand_from \(command.rawValue)' -a \(word)")
      }
    }
    for option in CommandOption.ofExplorer {
      var line = "complete -c etcdscope \(fishCondition(option))-l \(option.name)"
      if let short = option.short { line += " -s \(short)" }
      if option.metavar != nil { line += takesFile(option) ? " -rF" : " -x" }
      if !option.choices.isEmpty { line += " -a '\(option.choices.joined(separator: " "))'" }
      lines.append(line + " -d '\(fishQuoted(option.help))'")
    }
    return lines.joined(separator: "\n")
  }

  /// Where the option is to be had; empty when that is everywhere.
  private static func fishCondition(_ option: CommandOption) -> String {
    if option.commands.isSuperset(of: Command.ofExplorer) { return "" }
    let homes = commands.filter { option.commands.contains($0) }.map(\.rawValue)
    let others = commands.filter { !option.commands.contains($0) }.map(\.rawValue)
    let seen = "__fish_seen_subcommand_from"
    return option.commands.contains(.explore)
      ? "-n 'not \(seen) \(others.joined(separator: " "))' "
      : "-n '\(seen) \(homes.joined(separator: " "))' "
  }

  private static func fishQuoted(_ text: String) -> String { text.replacing("'", with: "\\'") }
}
