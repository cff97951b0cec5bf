import Configuration
import EtcdClient
import EtcdModel
import ExplorerModel
import ProgramShell
import TerminalModel

/// `etcdscope find`: the keys of a prefix that match a pattern, or whose values do.
struct FindCommand {
  var settings: Settings
  var configuration: ClientConfiguration

  func run() async throws(Failure) -> ExitCode {
    let pattern: NamePattern
    do throws(PatternError) {
      pattern = try NamePattern(settings.pattern)
    } catch {
      throw Failure("\(error)", code: .badArguments)
    }
    let search = KeySearch(
      prefix: EscapedText.bytes(settings.operand), pattern: pattern,
      searchesValues: settings.searchesValues, limit: .max)
    return try await HeadlessClient(settings: settings, configuration: configuration)
      .run { client throws(EtcdError) in
        var found = 0
        var last = KeySearch.Progress()
        try await client.search(search) { progress in
          for key in progress.found { StandardOutput.print(line(key)) }
          found += progress.found.count
          last = progress
          return true
        }
        StandardError.print(
          "etcdscope: \(found) found in \(last.compared) keys; the server walked"
            + " \(last.entriesWalked) entries in \(last.requests) requests")
        return .done
      }
  }

  private func line(_ key: Key) -> String {
    settings.output == .json
      ? JSONText.object([JSONText.bytes("key", key.bytes)]) : settings.text(key.bytes)
  }
}
