import Configuration
import Platform
import ProgramShell
import TerminalModel

/// `etcdscope info`: every path, and where each setting comes from. Never a secret.
struct InfoCommand {
  var settings: Settings

  func run() -> ExitCode {
    print([
      ("version", Program.version, ""),
      ("settings", note(ConfigurationFolder.settingsFile), ""),
      ("themes", note(ConfigurationFolder.themesFolder), ""),
      ("state", note(StateFolder.path), ""),
      ("log", note(StateFolder.path.map { $0 + "/etcdscope.log" }), ""),
      ("exports", note(StateFolder.path.map { $0 + "/exports" }), ""),
      ("profile", settings.profile ?? "none", ""),
    ])
    StandardOutput.print("")
    print(settings.origins.map { ($0.name, $0.value, $0.place) })
    return .done
  }

  private func note(_ path: String?) -> String {
    guard let path else { return "nowhere: HOME is not set" }
    return UserFile.fingerprint(path) == nil ? "\(path) (not there)" : path
  }

  /// Aligned; what came from outside made safe to print.
  private func print(_ rows: [(String, String, String)]) {
    let safe = rows.map { row in [row.0, row.1, row.2].map { Sanitiser().text($0) } }
    let widths = (0..<2).map { column in safe.map { $0[column].count }.max() ?? 0 }
    for row in safe {
      let cells = zip(row, widths).map { cell, width in
        cell + String(repeating: " ", count: width - cell.count)
      }
      let line = (cells + [row[2]]).joined(separator: "  ")
      StandardOutput.print(String(line.reversed().drop { $0 == " " }.reversed()))
    }
  }
}
