import ProgramShell
import Scenarios

/// The lab's results as aligned columns for people, or as one JSON object.
enum LabReport {
  static let notes = """

    ROWS of etcd's own tests that are played · FIRST to the first read that succeeded after the fault ·
    FAILED reads, LOCAL the serializable ones · GAP longest time without a read · ELECTION until the
    members that were not hit knew a new leader, by their logs · SHARE most against least reads of a
    member in peace · PUTS that failed, and of an unknown fate, and written twice · SILENT longest
    silence of a watch, its events LOST without a word and DOUBLED · LEASE of 3 s that is kept
    """

  static func table(_ results: [LabResult]) -> String {
    let heading = [
      "SCENARIO", "ROWS", "POLICY", "FIRST", "FAILED", "LOCAL", "GAP", "ELECTION", "CONNS", "SHARE",
      "PUTS",
      "UNKNOWN", "TWICE", "SILENT", "LOST", "DOUBLED", "LEASE",
    ]
    let rows = [heading] + results.map(cells)
    let widths = heading.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
      row.enumerated().map { column, text in
        let space = String(repeating: " ", count: widths[column] - text.count)
        return column < 3 ? text + space : space + text
      }.joined(separator: "  ")
    }
    return lines.joined(separator: "\n") + "\n" + notes
  }

  static func json(_ results: [LabResult]) -> String {
    JSONText.object([("results", JSONText.array(results.map(object)))])
  }

  private static func cells(_ result: LabResult) -> [String] {
    [
      result.scenario.rawValue, result.scenario.rows, result.policy.rawValue,
      result.firstSuccess.map { "\(milliseconds($0)) ms" } ?? "never",
      "\(result.failedReads)", "\(result.failedLocalReads)",
      "\(milliseconds(result.longestGap)) ms",
      result.election.map { "\(milliseconds($0)) ms" } ?? "-", "\(result.connections)",
      result.share.map { "\(tenths($0))×" } ?? "one only", "\(result.failedPuts)",
      "\(result.unknownPuts)",
      "\(result.duplicates)", "\(milliseconds(result.watchSilence)) ms", "\(result.lostEvents)",
      "\(result.doubledEvents)", result.isLeaseLost ? "lost" : "kept",
    ]
  }

  private static func object(_ result: LabResult) -> String {
    JSONText.object([
      ("scenario", JSONText.string(result.scenario.rawValue)),
      ("rows", JSONText.string(result.scenario.rows)),
      ("policy", JSONText.string(result.policy.rawValue)),
      ("reads", String(result.reads)), ("failed_reads", String(result.failedReads)),
      ("first_failure", result.firstFailure.map(JSONText.string) ?? "null"),
      ("failed_serializable_reads", String(result.failedLocalReads)),
      ("first_success_ms", result.firstSuccess.map { String(milliseconds($0)) } ?? "null"),
      ("longest_gap_ms", String(milliseconds(result.longestGap))),
      ("election_ms", result.election.map { String(milliseconds($0)) } ?? "null"),
      ("connections", String(result.connections)),
      ("share", result.share.map { String(tenths($0)) } ?? "null"),
      ("puts", String(result.puts)), ("failed_puts", String(result.failedPuts)),
      ("unknown_puts", String(result.unknownPuts)),
      ("duplicate_writes", String(result.duplicates)),
      ("watch_silence_ms", String(milliseconds(result.watchSilence))),
      ("lost_events", String(result.lostEvents)), ("doubled_events", String(result.doubledEvents)),
      ("lease_lost", result.isLeaseLost ? "true" : "false"),
    ])
  }

  private static func milliseconds(_ duration: Duration) -> Int {
    Int(duration / .milliseconds(1))
  }

  private static func tenths(_ number: Double) -> Double { (number * 10).rounded() / 10 }
}
