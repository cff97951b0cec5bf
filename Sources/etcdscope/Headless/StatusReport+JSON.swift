import EtcdModel
import ProgramShell

extension ClusterSnapshot {
  /// One object on one line.
  var json: String {
    JSONText.object([
      ("time", JSONText.string(Timestamp.text(of: takenAt))),
      ("cluster_id", clusterID.map { JSONText.string($0.description) } ?? "null"),
      ("leader", leader.map { JSONText.string($0.name) } ?? "null"),
      ("term", term.map(String.init) ?? "null"),
      ("revision", revision.map(String.init) ?? "null"),
      ("alarms", JSONText.array(alarms.map { JSONText.string($0.kind.description) })),
      ("remarks", JSONText.array(remarks.map(JSONText.string))),
      ("members", JSONText.array(members.map { $0.json(at: takenAt) })),
    ])
  }
}

extension MemberSnapshot {
  fileprivate func json(at now: ContinuousClock.Instant) -> String {
    JSONText.object(
      judged(at: now) + (status.map(Self.told) ?? []) + known(at: now))
  }

  private func judged(at now: ContinuousClock.Instant) -> [(String, String)] {
    [
      ("name", JSONText.string(name)),
      ("endpoint", endpoint.map { JSONText.string($0.description) } ?? "null"),
      ("id", id.map { JSONText.string($0.description) } ?? "null"),
      ("verdict", JSONText.string(verdict.rawValue)),
      ("reason", JSONText.string(reason)),
      ("further", JSONText.array(furtherFindings.map { JSONText.string($0.words) })),
      ("role", role.map { JSONText.string($0.rawValue) } ?? "null"),
      (
        "age_ms",
        answeredAt.map { String(Int(($0.duration(to: now)) / .milliseconds(1))) } ?? "null"
      ),
      ("stale", String(isStale)), ("pending", String(isPending)),
      ("alarms", JSONText.array(alarms.map { JSONText.string($0.description) })),
      ("linearizable", Self.read(linearizable, lateSince: linearizableLateSince, at: now)),
      ("serializable", Self.read(serializable, lateSince: serializableLateSince, at: now)),
    ]
  }

  /// What it answered to Status.
  private static func told(_ status: StatusReport) -> [(String, String)] {
    [
      ("version", JSONText.string(status.version)),
      ("db_size", String(status.dbSize)), ("db_size_in_use", String(status.dbSizeInUse)),
      ("leader_id", JSONText.string(status.leader.description)),
      ("raft_term", String(status.raftTerm)), ("raft_index", String(status.raftIndex)),
      ("raft_applied_index", String(status.raftAppliedIndex)),
      ("revision", String(status.revision)),
      ("errors", JSONText.array(status.errors.map(JSONText.string))),
    ]
  }

  /// What not every member has; left out where it is unknown.
  private func known(at now: ContinuousClock.Instant) -> [(String, String)] {
    var fields: [(String, String)] = []
    if let lag { fields.append(("lag", String(lag))) }
    if let quota { fields.append(("db_size_quota", String(quota.bytes))) }
    if let growth {
      fields.append(
        ("growth_bytes_per_day", String(Int(max(-1e15, min(growth.bytesPerDay, 1e15))))))
      fields.append(("growth_window_ms", String(growth.window.inMilliseconds)))
      if let days = growth.daysToQuota {
        fields.append(("days_to_quota", String(Int(min(days, 1e9)))))
      }
    }
    if let learnerProgress { fields.append(("learner_progress", String(learnerProgress))) }
    if let certificate { fields.append(("certificate", certificate.json(at: now))) }
    if let status, !status.storageVersion.isEmpty {
      fields.append(("storage_version", JSONText.string(status.storageVersion)))
    }
    if let target = status?.downgradeTarget {
      fields.append(("downgrade_target", JSONText.string(target)))
    }
    return fields
  }

  private static func read(
    _ outcome: ProbeOutcome?, lateSince: ContinuousClock.Instant?, at now: ContinuousClock.Instant
  ) -> String {
    if let lateSince {
      return JSONText.object([
        ("outcome", JSONText.string("late")), ("ms", (now - lateSince).millisecondsText),
      ])
    }
    guard let outcome else { return "null" }
    var fields = [
      ("outcome", JSONText.string(outcome.failure == nil ? "ok" : "failed")),
      ("ms", outcome.roundTrip.millisecondsText), ("age_ms", (now - outcome.at).millisecondsText),
    ]
    if let failure = outcome.failure { fields.append(("why", JSONText.string(failure))) }
    return JSONText.object(fields)
  }
}

extension MemberCertificate {
  fileprivate func json(at now: ContinuousClock.Instant) -> String {
    JSONText.object([
      ("subject", JSONText.string(subject)), ("issuer", JSONText.string(issuer)),
      ("names", JSONText.array(names.map(JSONText.string))),
      ("expires", JSONText.string(Timestamp.text(of: expires))),
      ("days_left", String(daysLeft(at: now))),
    ])
  }
}
