import EtcdModel

extension PollMachine {
  func snapshot(at now: ContinuousClock.Instant) -> ClusterSnapshot {
    let raised = alarms
    let rows = roster.map { member($0, alarms: raised, at: now) }
    return ClusterSnapshot(
      clusterID: cluster, takenAt: now, members: rows, alarms: raised,
      remarks: Remarks(members: rows, cluster: cluster).words)
  }

  private func member(
    _ row: Roster.Row, alarms: [Alarm], at now: ContinuousClock.Instant
  ) -> MemberSnapshot {
    let poll = row.endpoint.flatMap { polls[$0] }
    let judgement = RowKey(row).flatMap { judgements[$0] } ?? Judgement(.unreachable)
    let status = poll?.status
    return MemberSnapshot(
      endpoint: row.endpoint, id: row.id, name: row.member?.name ?? "",
      verdict: judgement.verdict,
      reason: [poll == nil ? nil : row.note, judgement.reason].compactMap(\.self)
        .filter { !$0.isEmpty }.joined(separator: "; "),
      role: role(of: row, status: status?.report), status: status?.report,
      answeredAt: status?.answeredAt,
      isStale: status.map { now - $0.answeredAt >= settings.thresholds.staleness } ?? false,
      statusRoundTrip: status?.roundTrips.first, linearizable: poll?.linearizable.last,
      serializable: poll?.serializable.last,
      alarms: alarms.filter { $0.member == row.id }.map(\.kind),
      connection: poll?.connection ?? .idle,
      isPending: isPending(row, poll, judgement, at: now), failure: poll?.failure ?? poll?.refusal,
      nextPoll: judgement.verdict == .unreachable ? nextPoll(poll, at: now) : nil,
      lag: judgement.lag, aliases: row.others.filter(given.contains), membership: row.member,
      growth: status.flatMap { poll?.growth.growth(quota: $0.report.dbSizeQuota) })
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
    return lane.due(every: settings.suspectInterval, longest: settings.longestBackoff, at: now)
      ?? lane.pendingSince.map { $0 + settings.statusTimeout }
  }
}

/// What is wrong with the cluster as a whole.
struct Remarks {
  let members: [MemberSnapshot]
  let cluster: ClusterID?

  var words: [String] { [leaders, quorum, strangers].compactMap(\.self) }

  private var leaders: String? {
    let claims = members.filter {
      $0.role == .leader && !$0.isStale && $0.isUp && $0.status?.clusterID == cluster
    }
    guard claims.count > 1 else { return nil }
    let names = claims.map { "\(TimelineSubject($0).label) (term \($0.status?.raftTerm ?? 0))" }
    return "\(names.joined(separator: " and ")) claim to lead"
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
