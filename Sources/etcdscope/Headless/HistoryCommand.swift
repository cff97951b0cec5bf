import Configuration
import EtcdClient
import EtcdModel
import ExplorerModel
import ProgramShell
import TerminalModel

/// `etcdscope history`: every version of a key that can still be read, oldest first.
struct HistoryCommand {
  var settings: Settings
  var configuration: ClientConfiguration

  func run() async throws(Failure) -> ExitCode {
    let key = Key(EscapedText.bytes(settings.operand))
    return try await HeadlessClient(settings: settings, configuration: configuration)
      .run { client throws(EtcdError) in
        print(try await client.history(of: key))
        return .done
      }
  }

  private func print(_ history: KeyHistory) {
    if settings.output == .json {
      for version in history.versions { StandardOutput.print(version.json(of: history.key)) }
    } else {
      for row in [KeyVersion.heading] + history.versions.map(\.cells) {
        StandardOutput.print(aligned(row))
      }
    }
    let name = settings.text(history.key.bytes)
    if history.versions.isEmpty { StandardError.print("etcdscope: \(name) has no versions") }
    if let words = history.lossWords { StandardError.print("etcdscope: \(words)") }
    if history.dropped > 0 {
      StandardError.print("etcdscope: \(history.dropped) older versions were not kept")
    }
    if !history.isComplete, !history.mayBeComplete {
      StandardError.print("etcdscope: the server sent no more: newer versions may be missing")
    }
  }

  private func aligned(_ cells: [String]) -> String {
    let widths = [12, 8, 6, 10]
    let padded = zip(cells, widths).map { cell, width in
      cell + String(repeating: " ", count: max(0, width - cell.count))
    }
    return (padded + cells.dropFirst(widths.count)).joined(separator: " ")
  }
}

extension KeyVersion {
  fileprivate static let heading = ["REVISION", "VERSION", "EVENT", "SIZE", "CHANGE"]

  fileprivate var cells: [String] {
    let event = kind == .delete ? "delete" : isCreate ? "create" : "put"
    return [
      String(revision), kind == .delete ? "-" : String(version), event,
      kind == .delete ? "-" : "\(size) B", change?.words ?? "-",
    ]
  }

  fileprivate func json(of key: Key) -> String {
    var fields = [
      JSONText.bytes("key", key.bytes),
      ("type", JSONText.string(kind == .delete ? "delete" : "put")),
      ("revision", String(revision)),
    ]
    if kind == .put {
      fields += [
        ("create_revision", String(createRevision)), ("version", String(version)),
        ("lease", JSONText.string(lease.description)), ("size", String(size)),
      ]
    }
    if let change {
      fields.append(("size_change", String(change.growth)))
      if let added = change.addedLines, let removed = change.removedLines {
        fields += [("lines_added", String(added)), ("lines_removed", String(removed))]
      }
    }
    return JSONText.object(fields)
  }
}
