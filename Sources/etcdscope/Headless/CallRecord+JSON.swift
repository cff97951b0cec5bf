import EtcdModel
import ProgramShell

extension CallRecord {
  /// One object on one line.
  var json: String {
    JSONText.object([
      ("time", JSONText.string(Timestamp.text(of: startedAt))),
      ("endpoint", JSONText.string(endpoint.description)),
      ("connection", JSONText.string(role.rawValue)), ("method", JSONText.string(method)),
      ("kind", JSONText.string(kind.rawValue)), ("latency_ms", latency.millisecondsText),
      ("bytes_sent", String(bytesSent)), ("bytes_received", String(bytesReceived)),
      ("attempt", String(attempt)), ("status", String(statusCode)),
      ("failure", failure.map(JSONText.string) ?? "null"),
    ])
  }
}
