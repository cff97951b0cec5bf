import EtcdModel
import ExplorerModel
import ProgramShell

/// Rows of the watches pane as NDJSON.
enum EventExport {
  static func lines(_ rows: [WatchRow]) -> [UInt8] {
    rows.reduce(into: []) { $0 += Array((line($1) + "\n").utf8) }
  }

  private static func line(_ row: WatchRow) -> String {
    let fields: [(String, String)] =
      switch row.content {
      case .event(let event): fields(event)
      case .started(let revision, _): words("started") + [("revision", String(revision))]
      case .disconnected(let reason, _):
        words("disconnected") + [("reason", JSONText.string(reason))]
      case .resumed(let from, _): words("resumed") + [("from", String(from))]
      case .gap(let lost):
        words("lost") + [("from", String(lost.lowerBound)), ("to", String(lost.upperBound))]
      case .overflow(let lost): words("lost") + [("events", String(lost))]
      case .ended(let error): words("ended") + [("reason", JSONText.string("\(error)"))]
      }
    return JSONText.object([("watch", String(row.number))] + fields)
  }

  private static func words(_ type: String) -> [(String, String)] {
    [("type", JSONText.string(type))]
  }

  /// A row keeps the beginning of the value only, and says so.
  private static func fields(_ event: WatchedEvent) -> [(String, String)] {
    let head =
      words(event.kind == .delete ? "delete" : "put") + [
        JSONText.bytes("key", event.key.bytes), ("mod_revision", String(event.revision)),
      ]
    guard event.kind == .put else { return head }
    return head + [
      ("created", String(event.isCreate)), ("version", String(event.version)),
      ("lease", JSONText.string(event.lease.description)),
      event.isMasked ? ("value_masked", "true") : JSONText.bytes("value_start", event.preview),
      ("value_size", String(event.valueSize)),
    ]
  }
}
