import EtcdModel

extension PollMachine {
  /// Brings the rows and the polled endpoints in line with what is known.
  mutating func arrange() {
    let named = given.compactMap { polls[$0]?.cluster }
    if let first = named.first, cluster.map({ !named.contains($0) }) ?? true { cluster = first }
    roster =
      Roster(
        given: given, members: members, cluster: cluster, rule: rule,
        sightings: polls.compactMapValues { poll in
          guard let member = poll.identity, let cluster = poll.cluster else { return nil }
          return Roster.Sighting(member: member, cluster: cluster)
        },
        answering: Set(polls.values.filter(\.isAnswering).map(\.endpoint)),
        current: Dictionary(
          roster.compactMap { row in row.id.flatMap { id in row.endpoint.map { (id, $0) } } },
          uniquingKeysWith: { first, _ in first })
      ).rows()
    let wanted = Set(roster.flatMap { [$0.endpoint].compactMap(\.self) + $0.others })
    for endpoint in wanted where polls[endpoint] == nil {
      polls[endpoint] = EndpointPoll(endpoint: endpoint)
    }
    polls = polls.filter { wanted.contains($0.key) }
    isArranged = true
    let keys = Set(roster.compactMap(RowKey.init))
    judgements = judgements.filter { keys.contains($0.key) }
  }

  mutating func judge(at now: ContinuousClock.Instant) {
    let raised = alarms
    let verdicts = VerdictRules(thresholds: thresholds).judge(
      roster.map { evidence(on: $0, alarms: raised, at: now) }, at: now)
    for (row, judgement) in zip(roster, verdicts) {
      if let key = RowKey(row) { judgements[key] = judgement }
      if let endpoint = row.endpoint {
        polls[endpoint]?.lag = judgement.lag ?? 0
        if judgement.mustConfirm { polls[endpoint]?.statusLane.force() }
      }
      for witness in judgement.witnesses { summon(witness, at: now) }
    }
    noteTerms(at: now)
    thinning = max(1, load(at: now) / settings.budget)
  }

  private mutating func noteTerms(at now: ContinuousClock.Instant) {
    let staleness = thresholds.staleness
    let terms = Set(
      roster.compactMap { row -> UInt64? in
        guard let poll = row.endpoint.flatMap({ polls[$0] }), let status = poll.status,
          poll.cluster == cluster, now - status.answeredAt < staleness
        else { return nil }
        return status.report.raftTerm
      })
    termsDifferSince = terms.count > 1 ? termsDifferSince ?? now : nil
  }

  /// Asks for the read that tells whether a member commits, unless that was done just now.
  private mutating func summon(_ index: Int, at now: ContinuousClock.Instant) {
    guard let endpoint = roster[index].endpoint, let lane = polls[endpoint]?.linearizableLane,
      lane.inFlight == nil, lane.sentAt.map({ now - $0 > settings.suspectInterval / 4 }) ?? true
    else { return }
    polls[endpoint]?.linearizableLane.force()
  }

  private func evidence(
    on row: Roster.Row, alarms: [Alarm], at now: ContinuousClock.Instant
  ) -> MemberEvidence {
    let poll = row.endpoint.flatMap { polls[$0] }
    let contact = poll?.contact(at: now, silence: silence)
    return MemberEvidence(
      label: TimelineSubject(
        id: row.id, name: row.member?.name ?? "", endpoint: row.endpoint
      ).label,
      id: row.id, cluster: poll?.cluster ?? (row.member == nil ? nil : cluster),
      isVoter: isVoter(row, poll),
      contact: contact ?? .unusable(row.note ?? "no address of it is known"),
      status: poll?.status,
      linearizable: ReadEvidence(
        successes: poll?.linearizable.successes ?? [], failure: poll?.linearizable.failure,
        pendingSince: poll?.linearizableLane.pendingSince),
      alarms: alarms.filter { $0.member == row.id }.map(\.kind),
      previous: RowKey(row).flatMap { judgements[$0]?.verdict })
  }
}
