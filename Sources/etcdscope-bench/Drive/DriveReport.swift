import EtcdModel
import ProgramShell

/// What a whole run came to, as its last line says it.
struct DriveReport {
  var tally: DriveTally
  var connectionsOpened: Int
  /// Of this process while the calls ran, without that of printing them.
  var cpu: Duration
  /// Bytes.
  var peakMemory: Int

  var json: String {
    JSONText.object([("summary", JSONText.object(fields))])
  }

  /// A line for each number.
  var text: String {
    let width = fields.map(\.0.count).max() ?? 0
    return fields.map { name, value in
      name + String(repeating: " ", count: width - name.count + 2) + value
    }.joined(separator: "\n")
  }

  private var fields: [(String, String)] {
    let share = tally.share.sorted { $0.key.description < $1.key.description }
    return [
      ("calls", String(tally.calls)), ("ok", String(tally.ok)), ("failed", String(tally.failed)),
      ("unknown", String(tally.unknown)),
      ("longest_gap_ms", tally.longestGap.thousandths(of: .milliseconds(1))),
      ("p50_ms", percentile(0.5)), ("p99_ms", percentile(0.99)),
      ("share", JSONText.object(share.map { ($0.key.description, String($0.value)) })),
      ("connections_opened", String(connectionsOpened)),
      (
        "cpu_us_per_call",
        tally.calls == 0
          ? "null" : (cpu / tally.calls).thousandths(of: .microseconds(1))
      ),
      ("peak_memory_mb", String(Double(peakMemory / 10_000) / 100)),
    ]
  }

  private func percentile(_ part: Double) -> String {
    tally.latencies.percentile(part)?.thousandths(of: .milliseconds(1)) ?? "null"
  }
}

extension DrivenCall {
  var json: String {
    JSONText.object([
      ("t", startedAt.thousandths(of: .seconds(1))),
      ("endpoint", endpoint.map { JSONText.string($0.description) } ?? "null"),
      ("latency_ms", latency.thousandths(of: .milliseconds(1))), ("attempts", String(attempts)),
      ("outcome", JSONText.string(outcome.rawValue)),
      ("error", error.map(JSONText.string) ?? "null"),
    ])
  }
}

extension Duration {
  /// A number of JSON with at most three digits after its point.
  func thousandths(of unit: Duration) -> String {
    String((self / unit * 1000).rounded() / 1000)
  }
}
