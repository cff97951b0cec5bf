import EtcdModel
import ProgramShell

extension ClusterSnapshot {
  /// One object on one line.
  var json: String {
    JSONText.object([
      ("cluster_id", clusterID.map { JSONText.string($0.description) } ?? "null"),
      ("leader", leader.map { JSONText.string($0.name) } ?? "null"),
      ("term", term.map(String.init) ?? "null"),
      ("revision", revision.map(String.init) ?? "null"),
      ("alarms", JSONText.array(alarms.map { JSONText.string($0.kind.description) })),
      ("members", JSONText.array(members.map { $0.json(at: takenAt) })),
    ])
  }
}

extension MemberSnapshot {
  fileprivate func json(at now: ContinuousClock.Instant) -> String {
    var fields = [
      ("name", JSONText.string(name)),
      ("endpoint", endpoint.map { JSONText.string($0.description) } ?? "null"),
      ("id", id.map { JSONText.string($0.description) } ?? "null"),
      ("verdict", JSONText.string(verdict.rawValue)),
      ("reason", JSONText.string(reason)),
      ("role", role.map { JSONText.string($0.rawValue) } ?? "null"),
      (
        "age_ms",
        answeredAt.map { String(Int(($0.duration(to: now)) / .milliseconds(1))) } ?? "null"
      ),
      ("stale", String(isStale)),
      ("alarms", JSONText.array(alarms.map { JSONText.string($0.description) })),
    ]
    if let status {
      fields += [
        ("version", JSONText.string(status.version)),
        ("db_size", String(status.dbSize)), ("db_size_in_use", String(status.dbSizeInUse)),
        ("leader_id", JSONText.string(status.leader.description)),
        ("raft_term", String(status.raftTerm)), ("raft_index", String(status.raftIndex)),
        ("raft_applied_index", String(status.raftAppliedIndex)),
        ("revision", String(status.revision)),
        ("errors", JSONText.array(status.errors.map(JSONText.string))),
      ]
    }
    return JSONText.object(fields)
  }
}
