/// The manual page, made from the tables of commands and options.
public enum ManualPage {
  /// In the `man` macros of groff and mandoc.
  public static func text(version: String) -> String {
    var lines = [
      ".TH ETCDSCOPE 1 \"\" \"etcdscope \(version)\" \"User Commands\"",
      ".SH NAME", "etcdscope \\- a terminal explorer for etcd v3 clusters",
      ".SH SYNOPSIS",
    ]
    for command in Command.ofExplorer {
      lines += [bold(command.usage), ".br"]
    }
    lines += [".SH COMMANDS"]
    for command in Command.ofExplorer.dropFirst() {
      lines += [".TP", bold(command.rawValue), escaped(command.summary)]
    }
    lines += [".SH OPTIONS"]
    for option in CommandOption.ofExplorer {
      lines += [".TP", bold(HelpText.usage(option)), escaped(notes(option))]
    }
    lines += [".SH ENVIRONMENT", "A flag goes before its variable."]
    for option in CommandOption.ofExplorer {
      guard let variable = option.environment else { continue }
      lines += [".TP", bold(variable), escaped("As --\(option.name).")]
    }
    lines += [
      ".TP", bold("NO_COLOR"), "Not empty: no colours, only weight.",
      ".SH FILES",
      ".TP", bold("~/.config/etcdscope/config.json5"),
      escaped("Settings and profiles; etcdscope config init writes a commented one."),
      ".TP", bold("~/.config/etcdscope/themes/NAME.json5"), "Themes of your own.",
      ".TP", bold("~/.local/state/etcdscope"), "The log, and what is remembered between runs.",
      ".SH \"EXIT STATUS\"",
    ]
    for (code, meaning) in ExitStatus.meanings {
      lines += [".TP", bold(String(code)), escaped(meaning)]
    }
    return lines.joined(separator: "\n")
  }

  private static func notes(_ option: CommandOption) -> String {
    let homes = Command.ofExplorer.filter { option.commands.contains($0) }.map(\.words)
    let place =
      homes.count == Command.ofExplorer.count
      ? "" : " For \(homes.joined(separator: ", "))."
    return HelpText.description(option) + place
  }

  private static func bold(_ text: String) -> String { "\\fB\(escaped(text))\\fR" }

  /// A backslash, a dash that is typed, what is not ASCII, and what a line may not begin with.
  private static func escaped(_ text: String) -> String {
    let text = text.unicodeScalars.map { scalar in
      switch scalar {
      case "\\": "\\e"
      case "-": "\\-"
      case _ where scalar.isASCII: String(scalar)
      default: "\\[u\(hex(scalar))]"
      }
    }.joined()
    return text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" + text : text
  }

  /// At least four digits, as groff wants them.
  private static func hex(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

/// The program's exit codes in words, etcdctl's.
public enum ExitStatus {
  public static let meanings: [(code: Int32, meaning: String)] = [
    (0, "Done; for status: all members are healthy."),
    (1, "An error, or a member is not healthy."),
    (2, "The cluster can't be reached."),
    (3, "Invalid input."),
    (5, "Interrupted."),
    (128, "Arguments or settings that can't be understood."),
  ]
}
