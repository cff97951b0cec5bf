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
    return TextTable(heading, members.map { $0.cells(at: takenAt) }).text
  }
}

extension MemberSnapshot {
  fileprivate func cells(at now: ContinuousClock.Instant) -> [String] {
    let sanitiser = ForeignText.sanitiser
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
