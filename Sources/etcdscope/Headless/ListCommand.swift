import Configuration
import EtcdClient
import EtcdModel
import ExplorerModel
import ProgramShell
import TerminalModel

/// `etcdscope ls`: the keys and prefixes directly under a prefix, or some levels deep.
struct ListCommand {
  var settings: Settings
  var configuration: ClientConfiguration

  func run() async throws(Failure) -> ExitCode {
    let prefix = EscapedText.bytes(settings.operand)
    return try await HeadlessClient(settings: settings, configuration: configuration)
      .run { client throws(EtcdError) in
        try await list(prefix, depth: settings.depth, client, keyCount: nil, firstKey: nil)
        return .done
      }
  }

  private func list(
    _ prefix: [UInt8], depth: Int, _ client: EtcdClient, keyCount: KeyCount?, firstKey: [UInt8]?
  ) async throws(EtcdError) {
    let level = LevelListing(
      prefix: prefix, delimiter: Delimiter(Array(settings.delimiter.utf8)), firstKey: firstKey,
      keyCount: keyCount)
    var last: [UInt8]?
    try await client.list(level) { _, window throws(EtcdError) in
      var lines: [UInt8] = []
      defer { StandardOutput.write(lines) }
      // After a compaction the level starts again: what was printed is not printed twice.
      let entries = window.entries.behind(last)
      last = entries.last?.name ?? last
      for entry in entries {
        append(entry, of: prefix, to: &lines)
        if entry.isBranch, depth > 1 {
          StandardOutput.write(lines)
          lines = []
          try await list(
            prefix + entry.name, depth: depth - 1, client, keyCount: entry.count,
            firstKey: entry.firstKey)
        }
      }
      return !Task.isCancelled
    }
  }

  /// Most names are printed as they are, without a detour.
  private func append(_ entry: LevelEntry, of prefix: [UInt8], to lines: inout [UInt8]) {
    if settings.output != .json, !settings.printsHex, Sanitiser.isPlain(prefix),
      Sanitiser.isPlain(entry.name)
    {
      lines += prefix
      lines += entry.name
    } else {
      lines += line(prefix, entry).utf8
    }
    lines.append(UInt8(ascii: "\n"))
  }

  private func line(_ prefix: [UInt8], _ entry: LevelEntry) -> String {
    let path = prefix + entry.name
    guard settings.output == .json else { return settings.text(path) }
    var fields = [
      JSONText.bytes(entry.isBranch ? "prefix" : "key", path),
      ("type", JSONText.string(entry.isBranch ? "prefix" : "key")),
    ]
    switch entry.count {
    case .exact(let keys): fields += [("keys", String(keys)), ("estimated", "false")]
    case .estimated(let keys), .atLeast(let keys):
      fields += [("keys", String(keys)), ("estimated", "true")]
    case nil: break
    }
    return JSONText.object(fields)
  }
}
