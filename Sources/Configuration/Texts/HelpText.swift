/// `--help` and the README's table, made from the table of options.
public enum HelpText {
  /// The help of one command, at most 100 columns wide.
  public static func text(for command: Command) -> String {
    var lines = ["Usage: \(command.usage)", "", command.summary]
    if command == .explore {
      lines += ["", "Commands:"]
      for other in Command.allCases where other != .explore && other.program == command.program {
        lines.append("  " + padded(other.rawValue, 13) + other.summary)
      }
    }
    lines += ["", "Options:"]
    let options = CommandOption.all.filter { $0.commands.contains(command) }
    let column = (options.map { usage($0).count }.max() ?? 0) + 4
    for option in options {
      let notes = wrap(description(option), columns: 100 - column)
      for (index, note) in notes.enumerated() {
        lines.append(padded(index == 0 ? "  " + usage(option) : "", column) + note)
      }
    }
    if options.contains(where: { $0.environment != nil }) {
      lines += ["", "An option given here goes before its variable in the environment."]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The options as the table of the README.
  public static func markdownTable() -> String {
    var lines = ["| Option | Variable | Default | What it does |", "|---|---|---|---|"]
    for option in CommandOption.all {
      let homes = Command.allCases.filter(option.commands.contains).map { "`\($0.rawValue)`" }
      let home =
        option.commands.contains(.explore) ? "" : " (" + homes.joined(separator: " ") + ")"
      lines.append(
        "| `\(usage(option))`\(home) | \(code(option.environment)) | \(code(option.defaultValue))"
          + " | \(option.help) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  static func usage(_ option: CommandOption) -> String {
    var text = option.short.map { "-\($0), " } ?? ""
    text += "--\(option.name)"
    if let metavar = option.metavar { text += " " + metavar }
    return text
  }

  static func description(_ option: CommandOption) -> String {
    var text = option.help + "."
    if let value = option.defaultValue { text += " Default: \(value)." }
    if let variable = option.environment { text += " [\(variable)]" }
    return text
  }

  private static func code(_ text: String?) -> String { text.map { "`\($0)`" } ?? "" }

  private static func padded(_ text: String, _ columns: Int) -> String {
    text + String(repeating: " ", count: max(0, columns - text.count))
  }

  private static func wrap(_ text: String, columns: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= columns {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
