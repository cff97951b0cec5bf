import EtcdModel
import ExplorerUI
import TerminalModel

extension ClusterSnapshot {
  /// The members as aligned columns, for people.
  var table: String {
    let heading = [
      "NAME", "ENDPOINT", "VERDICT", "ROLE", "VERSION", "DB", "IN USE", "TERM", "APPLIED", "LAG",
      "AGE", "REASON",
    ]
    let rows = [heading] + members.map { $0.cells(at: takenAt) }
    let widths = heading.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = row.enumerated().map { column, text in
        text + String(repeating: " ", count: widths[column] - text.count)
      }
      let line = cells.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }
}

extension MemberSnapshot {
  fileprivate func cells(at now: ContinuousClock.Instant) -> [String] {
    let sanitiser = Sanitiser()
    let age = answeredAt.map { "\(Int($0.duration(to: now) / .milliseconds(1))) ms" } ?? "-"
    return [
      sanitiser.text(name.isEmpty ? "-" : name), endpoint?.description ?? "-", verdict.rawValue,
      role?.rawValue ?? "-", status.map { sanitiser.text($0.version) } ?? "-",
      status.map { Format.bytes($0.dbSize) } ?? "-",
      status.map { Format.bytes($0.dbSizeInUse) } ?? "-",
      status.map { String($0.raftTerm) } ?? "-", status.map { String($0.raftAppliedIndex) } ?? "-",
      lag.map(String.init) ?? "-", isStale ? age + " stale" : age, sanitiser.text(reason),
    ]
  }
}
