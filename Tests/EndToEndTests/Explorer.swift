import Glibc
import Platform
import TestSupport

/// The real program, run as a user runs it.
enum Explorer {
  /// Starts it at a terminal of its own, with its files in a folder of the test's.
  static func start(
    _ arguments: [String], in folder: String, columns: Int = 120, rows: Int = 40,
    environment: [String: String] = [:], underShell: Bool = false
  ) throws -> PseudoTerminal {
    try PseudoTerminal(
      TestBinaries.etcdscope(), arguments,
      environment: ["XDG_STATE_HOME": folder, "XDG_CONFIG_HOME": folder].merging(environment) {
        $1
      },
      columns: columns, rows: rows, underShell: underShell)
  }

  /// Runs it without a terminal until it ends.
  static func run(
    _ arguments: [String], environment: [String] = []
  ) async throws -> Command {
    try await Command.run(TestBinaries.etcdscope(), arguments, environment: environment)
  }
}

/// Processes whose command line holds a text, by what `/proc` says now.
func processes(mentioning text: String) -> [Int32] {
  Folder.names(in: "/proc").compactMap { Int32($0) }.filter { pid in
    guard let command = try? TextFile.read("/proc/\(pid)/cmdline") else { return false }
    return command.contains(text)
  }
}

extension Screenshot {
  /// The row that holds a text.
  func row(with text: String) -> String? { rows.first { $0.contains(text) } }
}
