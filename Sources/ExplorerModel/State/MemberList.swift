import EtcdModel

extension ListOverlay {
  /// Everything known about one member, a fact a row.
  static func member(_ member: MemberSnapshot, of cluster: ClusterSnapshot) -> ListOverlay {
    let facts = MemberFacts(member: member, cluster: cluster)
    let sections = [
      ("health", facts.health), ("raft", facts.raft), ("storage", facts.storage),
      ("connection", facts.connection),
    ]
    var rows: [Row] = []
    for (section, facts) in sections {
      for fact in facts {
        rows.append(
          Row(id: rows.count, [.init(fact.name, .dim), fact.value], group: section))
      }
    }
    return ListOverlay(
      .member(member.identity), title: "Member \(member.displayName)",
      columns: [Column("", minimum: 20), Column("", grows: true)], rows: rows,
      groups: sections.map(\.0))
  }
}

extension MemberSnapshot {
  /// Stays while the member is renamed.
  var identity: String { id?.description ?? endpoint?.description ?? name }
}

/// What a snapshot says about a member, put into words.
struct MemberFacts {
  let member: MemberSnapshot
  let cluster: ClusterSnapshot

  struct Fact {
    var name: String
    var value: ListOverlay.Cell

    init(_ name: String, _ content: [ListOverlay.Cell.Content], _ tone: ListOverlay.Cell.Tone) {
      self.name = name
      value = ListOverlay.Cell(.phrase(content), tone)
    }

    init(_ name: String, _ text: String, _ tone: ListOverlay.Cell.Tone = .plain) {
      self.init(name, [.text(text)], tone)
    }
  }

  var health: [Fact] {
    let isWell = member.verdict == .healthy
    let words = member.verdict.rawValue + (member.reason.isEmpty ? "" : ": \(member.reason)")
    var facts = [Fact("verdict", words, isWell ? .good : .bad)]
    facts.append(Fact("role", member.role?.rawValue ?? "unknown", member.isStale ? .dim : .plain))
    if let answeredAt = member.answeredAt {
      var content: [ListOverlay.Cell.Content] = [.age(since: answeredAt)]
      if let roundTrip = member.statusRoundTrip {
        content += [.text(", in "), .latency(roundTrip)]
      }
      if member.isStale { content.append(.text(": all below is as old")) }
      facts.append(Fact("Status answered", content, member.isStale ? .warning : .plain))
    } else {
      facts.append(Fact("Status answered", "never", .warning))
    }
    facts += member.furtherFindings.map {
      Fact("besides", "\($0.verdict.rawValue): \($0.words)", .warning)
    }
    facts.append(
      probe("linearizable read", member.linearizable, lateSince: member.linearizableLateSince))
    facts.append(
      probe("serializable read", member.serializable, lateSince: member.serializableLateSince))
    if let failure = member.failure { facts.append(Fact("last failure", failure, .warning)) }
    facts += member.alarms.map { Fact("alarm", $0.description, .bad) }
    facts += (member.status?.errors ?? []).map { Fact("error", $0, .bad) }
    return facts
  }

  var raft: [Fact] {
    var facts = [Fact("id", member.id?.description ?? "unknown")]
    guard let status = member.status else { return facts }
    facts.append(Fact("cluster id", status.clusterID.description))
    facts.append(Fact("believes in leader", cluster.believedLeader(of: member) ?? "none"))
    facts.append(Fact("term", "\(status.raftTerm)"))
    facts.append(Fact("committed index", [.number(Int(clamping: status.raftIndex))], .plain))
    if status.raftAppliedIndex > 0 {
      facts.append(Fact("applied index", [.number(Int(clamping: status.raftAppliedIndex))], .plain))
    }
    if let lag = member.lag {
      facts.append(
        Fact(
          "lag", [.number(Int(clamping: lag)), .text(" entries")], lag > 10 ? .warning : .plain))
    }
    if let progress = member.learnerProgress {
      let ready = member.isReadyForPromotion ? ", can be promoted" : ", not ready to be promoted"
      facts.append(Fact("learner has", progress.percent + " of the log" + ready))
    }
    return facts
  }

  var storage: [Fact] {
    guard let status = member.status else { return [] }
    var facts = [Fact("version", status.version)]
    if !status.storageVersion.isEmpty {
      facts.append(Fact("storage version", status.storageVersion))
    }
    if let target = status.downgradeTarget {
      facts.append(Fact("downgrading to", target, .warning))
    }
    facts.append(Fact("revision", [.number(Int(clamping: status.revision))], .plain))
    facts.append(Fact("database file", [.size(Int(clamping: status.dbSize))], .plain))
    if let free = status.fragmentation {
      facts.append(
        Fact(
          "of it in use",
          [.size(Int(clamping: status.dbSizeInUse)), .text("; \(free.percent) is free space")],
          free > 0.5 ? .warning : .plain))
    }
    if let quota = member.quota {
      let source = quota.source == .member ? "by its own word" : "as configured here"
      facts.append(
        Fact("quota", [.size(Int(clamping: quota.bytes)), .text(" \(source)")], .plain))
    }
    if let growth = member.growth { facts.append(Fact("growth", growth.words, .plain)) }
    return facts
  }

  var connection: [Fact] {
    var facts = [
      Fact("polled at", member.endpoint?.description ?? "nowhere: no address may be used")
    ]
    if !member.aliases.isEmpty {
      facts.append(Fact("also at", member.aliases.map(\.description).joined(separator: ", ")))
    }
    if let membership = member.membership {
      facts.append(Fact("client URLs", membership.clientURLs.joined(separator: ", ")))
      facts.append(Fact("peer URLs", membership.peerURLs.joined(separator: ", ")))
      if membership.name.isEmpty { facts.append(Fact("started", "not yet", .warning)) }
    }
    switch member.connection {
    case .ready: facts.append(Fact("connection", "ready", .good))
    case .transientFailure(let reason): facts.append(Fact("connection", reason, .bad))
    case .idle: facts.append(Fact("connection", "idle"))
    case .connecting: facts.append(Fact("connection", "connecting"))
    case .closed: facts.append(Fact("connection", "closed"))
    }
    return facts + certificate
  }

  private var certificate: [Fact] {
    guard let certificate = member.certificate else { return [] }
    let days = certificate.daysLeft(at: cluster.takenAt)
    let left = days < 0 ? "EXPIRED" : days == 1 ? "1 day left" : "\(days) days left"
    let names = certificate.names.isEmpty ? "(none)" : certificate.names.joined(separator: ", ")
    return [
      Fact("TLS certificate", left, days < 0 ? .bad : days < 14 ? .warning : .good),
      Fact("of", certificate.subject), Fact("for the names", names),
      Fact("issued by", certificate.issuer),
    ]
  }

  private func probe(
    _ name: String, _ outcome: ProbeOutcome?, lateSince: ContinuousClock.Instant?
  ) -> Fact {
    if let lateSince {
      return Fact(name, [.text("no answer yet, asked "), .age(since: lateSince)], .warning)
    }
    guard let outcome else { return Fact(name, "not asked yet", .dim) }
    if let failure = outcome.failure {
      return Fact(name, [.text("fails: \(failure), "), .age(since: outcome.at)], .bad)
    }
    return Fact(
      name,
      [.text("answers in "), .latency(outcome.roundTrip), .text(", "), .age(since: outcome.at)],
      .good)
  }
}
