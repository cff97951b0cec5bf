import EtcdModel

extension PollMachine {
  func snapshot(at now: ContinuousClock.Instant) -> ClusterSnapshot {
    let raised = alarms
    let rows = roster.map { member($0, alarms: raised, at: now) }
    return ClusterSnapshot(
      clusterID: cluster, takenAt: now, members: rows, alarms: raised,
      remarks: Remarks(members: rows, cluster: cluster, termsDiffer: termsDiffer(at: now)).words)
  }

  private func member(
    _ row: Roster.Row, alarms: [Alarm], at now: ContinuousClock.Instant
  ) -> MemberSnapshot {
    let poll = row.endpoint.flatMap { polls[$0] }
    let judgement = RowKey(row).flatMap { judgements[$0] } ?? Judgement(.unreachable)
    let reason = [poll == nil ? nil : row.note, judgement.reason].compactMap(\.self)
    var member = MemberSnapshot(
      endpoint: row.endpoint, id: row.id, name: row.member?.name ?? "",
      verdict: judgement.verdict,
      reason: reason.filter { !$0.isEmpty }.joined(separator: "; "),
      furtherFindings: judgement.further, role: role(of: row, status: poll?.status?.report),
      alarms: alarms.filter { $0.member == row.id }.map(\.kind),
      isPending: isPending(row, poll, judgement, at: now), lag: judgement.lag,
      aliases: row.others.filter(given.contains), membership: row.member)
    if let poll { tell(poll, of: &member, at: now) }
    if judgement.verdict == .unreachable { member.nextPoll = nextPoll(poll, at: now) }
    return member
  }

  /// What the polls of its endpoint have shown.
  private func tell(
    _ poll: EndpointPoll, of member: inout MemberSnapshot, at now: ContinuousClock.Instant
  ) {
    if let status = poll.status {
      member.status = status.report
      member.answeredAt = status.answeredAt
      member.isStale = now - status.answeredAt >= thresholds.staleness
      member.statusRoundTrip = status.roundTrips.first
      member.quota = quota(of: status.report)
      member.growth = poll.growth.growth(quota: member.quota?.bytes ?? 0)
    }
    member.certificate = poll.certificate
    member.awaitsCertificate = poll.certificate == nil && poll.certificateLane.inFlight != nil
    member.linearizable = poll.linearizable.last
    member.serializable = poll.serializable.last
    member.linearizableLateSince = lateSince(poll.linearizableLane, at: now)
    member.serializableLateSince = lateSince(poll.serializableLane, at: now)
    member.connection = poll.connection
    member.failure = poll.failure ?? poll.refusal
  }

  /// For longer than members need to hear of an election, and than we need to ask all of them.
  private func termsDiffer(at now: ContinuousClock.Instant) -> Bool {
    termsDifferSince.map { now - $0 >= thinned(settings.statusInterval) * 2 } ?? false
  }

  private func quota(of report: StatusReport) -> DatabaseQuota? {
    if report.dbSizeQuota > 0 {
      return DatabaseQuota(bytes: report.dbSizeQuota, source: .member)
    }
    return settings.quota.map { DatabaseQuota(bytes: $0, source: .user) }
  }

  private func lateSince(
    _ lane: PollLane, at now: ContinuousClock.Instant
  ) -> ContinuousClock.Instant? {
    lane.pendingSince.flatMap {
      now - $0 >= settings.thresholds.suspectRead ? $0 : nil
    }
  }

  private func role(of row: Roster.Row, status: StatusReport?) -> MemberRole? {
    if status?.isLearner ?? row.member?.isLearner ?? false { return .learner }
    guard let status else { return nil }
    return status.leader == status.memberID ? .leader : .follower
  }

  /// Judged, but on a part of the evidence only.
  private func isPending(
    _ row: Roster.Row, _ poll: EndpointPoll?, _ judgement: Judgement,
    at now: ContinuousClock.Instant
  ) -> Bool {
    guard let poll else { return false }
    switch poll.contact(at: now, silence: silence) {
    case .pending: return poll.status == nil
    case .silent, .failed, .unusable: return false
    case .answering: break
    }
    if members == nil && !memberListFailed { return true }
    if memberListLane.inFlight != nil, row.member == nil { return true }
    guard isVoter(row, poll), judgement.verdict > .noLeader else { return false }
    return poll.linearizable.last == nil
  }

  private func nextPoll(
    _ poll: EndpointPoll?, at now: ContinuousClock.Instant
  ) -> ContinuousClock.Instant? {
    guard let lane = poll?.statusLane else { return nil }
    return lane.due(
      every: thinned(settings.suspectInterval), longest: settings.longestBackoff, at: now)
      ?? lane.pendingSince.map { $0 + settings.statusTimeout }
  }
}

/// What is wrong with the cluster as a whole.
struct Remarks {
  let members: [MemberSnapshot]
  let cluster: ClusterID?
  let termsDiffer: Bool

  var words: [String] { [leaders, terms, quorum, strangers].compactMap(\.self) }

  private var leaders: String? {
    let claims = members.filter {
      $0.role == .leader && !$0.isStale && $0.isUp && $0.status?.clusterID == cluster
    }
    guard claims.count > 1 else { return nil }
    let names = claims.map { "\(TimelineSubject($0).label) (term \($0.status?.raftTerm ?? 0))" }
    return "\(names.joined(separator: " and ")) claim to lead"
  }

  /// Nothing to say where two claims to lead name their terms already.
  private var terms: String? {
    guard termsDiffer, leaders == nil else { return nil }
    let answers = members.filter { $0.isUp && !$0.isStale && $0.status?.clusterID == cluster }
    let camps = Dictionary(grouping: answers) { $0.status?.raftTerm ?? 0 }
      .sorted { $0.key > $1.key }
      .map { term, members in
        let names = members.map { TimelineSubject($0).label }.joined(separator: ", ")
        return "\(names) in term \(term)"
      }
    return camps.count > 1 ? "terms differ: " + camps.joined(separator: "; ") : nil
  }

  private var quorum: String? {
    let voters = members.filter { $0.membership?.isLearner == false }
    let answering = voters.filter(\.isUp).count
    guard !voters.contains(where: \.isPending), answering < voters.count / 2 + 1, !voters.isEmpty
    else { return nil }
    return "quorum lost: \(answering) of \(voters.count) voters answer"
  }

  private var strangers: String? {
    let others = members.filter { $0.status != nil && $0.status?.clusterID != cluster }
    guard !others.isEmpty else { return nil }
    let names = others.map { TimelineSubject($0).label }.joined(separator: ", ")
    return "\(names): another cluster than the first endpoint's"
  }
}
