import EtcdModel

/// The next question of one kind to one endpoint.
struct PollPlan {
  var endpoint: Endpoint
  var kind: PollRequest.Kind
  var due: ContinuousClock.Instant
}

extension PollMachine {
  func plans(at now: ContinuousClock.Instant) -> [PollPlan] {
    var plans: [PollPlan] = []
    func add(_ endpoint: Endpoint, _ kind: PollRequest.Kind, _ lane: PollLane, every: Duration) {
      if let due = lane.due(every: every, longest: settings.longestBackoff, at: now) {
        plans.append(PollPlan(endpoint: endpoint, kind: kind, due: due))
      }
    }
    for row in roster {
      if let endpoint = row.endpoint, let poll = polls[endpoint] {
        let isSuspect = isSuspect(row, poll, at: now)
        let pace = isSuspect ? settings.suspectInterval : settings.statusInterval
        add(endpoint, .status, poll.statusLane, every: thinned(pace))
        if poll.status != nil, poll.contact(at: now, silence: silence) == .answering {
          if isVoter(row, poll) {
            add(
              endpoint, .linearizableRead, poll.linearizableLane,
              every: thinned(
                isSuspect ? settings.suspectInterval : settings.linearizableInterval))
          }
          add(
            endpoint, .serializableRead, poll.serializableLane,
            every: thinned(
              isLinearizableLate(poll, at: now)
                ? settings.lateSerializableInterval : settings.serializableInterval))
        }
      }
      if let endpoint = row.endpoint, let poll = polls[endpoint], showsCertificate(poll, at: now) {
        add(
          endpoint, .certificate, poll.certificateLane,
          every: poll.doubtsCertificate
            ? settings.doubtfulCertificateInterval : settings.certificateInterval)
      }
      let isLost = RowKey(row).map { judgements[$0]?.verdict == .unreachable } ?? true
      for endpoint in row.others {
        guard let poll = polls[endpoint] else { continue }
        add(
          endpoint, .status, poll.statusLane,
          every: isLost ? settings.statusInterval : settings.aliasInterval)
      }
    }
    if let source = bestSource(at: now) {
      let isWanted = members == nil || memberListFailed
      add(
        source.endpoint, .memberList, memberListLane,
        every: isWanted ? settings.linearizableInterval : settings.memberListInterval)
      if source.commits {
        add(source.endpoint, .alarms, alarmLane, every: settings.alarmInterval)
      }
    }
    return plans
  }

  /// There is one to be read, of a member that speaks: be it that we don't accept what it shows.
  private func showsCertificate(_ poll: EndpointPoll, at now: ContinuousClock.Instant) -> Bool {
    guard rule.usesTLS(poll.endpoint) else { return false }
    switch poll.contact(at: now, silence: silence) {
    case .answering, .failed: return true
    case .pending, .silent, .unusable: return false
    }
  }

  /// The questions a second that the members' intervals come to, unthinned.
  func load(at now: ContinuousClock.Instant) -> Double {
    let second = Duration.seconds(1)
    let usual =
      second / settings.statusInterval + second / settings.linearizableInterval
      + second / settings.serializableInterval
    let suspicious =
      2 * (second / settings.suspectInterval)
      + second / settings.lateSerializableInterval
    return roster.reduce(0) { sum, row in
      guard let poll = row.endpoint.flatMap({ polls[$0] }) else { return sum }
      return sum + (isSuspect(row, poll, at: now) ? suspicious : usual)
    }
  }

  func thinned(_ interval: Duration) -> Duration {
    thinning > 1 ? interval * thinning : interval
  }

  /// What ages between two questions may age as much longer as these are thinned out.
  var thresholds: VerdictThresholds {
    var thresholds = settings.thresholds
    if thinning > 1 {
      thresholds.staleness = thresholds.staleness * thinning
      thresholds.commitFreshness = thresholds.commitFreshness * thinning
    }
    return thresholds
  }

  var silence: Duration { settings.thresholds.silence }

  /// In doubt, so that asking more often is worth its price.
  private func isSuspect(
    _ row: Roster.Row, _ poll: EndpointPoll, at now: ContinuousClock.Instant
  ) -> Bool {
    if let verdict = RowKey(row).flatMap({ judgements[$0]?.verdict }), verdict <= .noLeader {
      return true
    }
    return poll.failure != nil || poll.status?.leaderlessSince != nil
      || isLinearizableLate(poll, at: now)
  }

  private func isLinearizableLate(_ poll: EndpointPoll, at now: ContinuousClock.Instant) -> Bool {
    if poll.linearizable.failure != nil { return true }
    guard let pending = poll.linearizableLane.pendingSince else { return false }
    return now - pending >= settings.thresholds.suspectRead
  }

  func isVoter(_ row: Roster.Row, _ poll: EndpointPoll?) -> Bool {
    if members != nil, row.id != nil, row.member == nil { return false }
    return !(poll?.status?.report.isLearner ?? row.member?.isLearner ?? false)
  }

  /// Whom to ask about the cluster as a whole: a member that commits, else, while nothing is known
  /// yet, any that answers.
  private func bestSource(
    at now: ContinuousClock.Instant
  ) -> (endpoint: Endpoint, commits: Bool)? {
    var fallback: Endpoint?
    for row in roster {
      guard let endpoint = row.endpoint, let poll = polls[endpoint], poll.cluster == cluster,
        poll.status != nil, poll.contact(at: now, silence: silence) == .answering
      else { continue }
      fallback = fallback ?? endpoint
      if let key = RowKey(row), let verdict = judgements[key]?.verdict, verdict > .noLeader,
        !poll.linearizable.successes.isEmpty, poll.linearizable.failure == nil
      {
        return (endpoint, true)
      }
    }
    guard members == nil else { return nil }
    return fallback.map { ($0, false) }
  }
}
