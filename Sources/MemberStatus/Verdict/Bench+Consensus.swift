import EtcdModel

/// Why a member is thought not to take part in consensus.
struct Trouble {
  /// A success of another member counts against this one when it was asked for later than this.
  var since: ContinuousClock.Instant
  /// When it was last seen to be so: what another member does later may concern this one too, as
  /// at the end of an election.
  var until: ContinuousClock.Instant
  var words: String
}

/// Telling a partition from a lost quorum and from an election.
extension Bench {
  func trouble(of index: Int) -> Trouble? {
    let member = members[index]
    if let status = member.status {
      if let since = status.leaderlessSince {
        return Trouble(
          since: since, until: status.sentAt, words: "knows no leader for \((now - since).inWords)")
      }
      if let successor = successor(to: index) {
        let term = status.report.raftTerm
        return Trouble(
          since: now - thresholds.commitFreshness, until: now,
          words: "believes that it leads term \(term), later than which is \(successor)")
      }
    }
    guard member.isVoter else { return nil }
    let read = member.linearizable
    if let failure = read.failure, failure.timedOut || failure.count > 1 {
      return Trouble(
        since: failure.since, until: now, words: "linearizable reads fail: \(failure.words)")
    }
    if let pending = read.pendingSince, now - pending >= thresholds.lateRead {
      return Trouble(
        since: pending, until: now,
        words: "a linearizable read is unanswered for \((now - pending).inWords)")
    }
    return nil
  }

  /// The member that leads a later term, when this one still claims to lead and was asked after
  /// that term had begun.
  private func successor(to index: Int) -> String? {
    guard let status = members[index].status, status.report.leader == status.report.memberID
    else { return nil }
    for peer in peers(of: index) {
      guard let other = members[peer].status, isFresh(other),
        other.report.raftTerm > status.report.raftTerm, other.report.leader.rawValue != 0,
        other.report.leader != status.report.memberID,
        status.sentAt >= other.termSince
      else { continue }
      return "term \(other.report.raftTerm), which \(members[peer].label) is in"
    }
    return nil
  }

  func judgement(over index: Int, with trouble: Trouble) -> Judgement {
    let voters = peers(of: index).filter { members[$0].isVoter }
    if let witness = voters.first(where: { commits($0, since: trouble.since) }) {
      let isConfirmed = members[witness].linearizable.successes.contains {
        $0.sentAt >= trouble.since && $0.sentAt + $0.roundTrip <= trouble.until
      }
      if !isConfirmed, let previous = members[index].previous {
        return Judgement(previous, trouble.words, mustConfirm: true)
      }
      return Judgement(.partitioned, "\(trouble.words) while \(members[witness].label) commits")
    }
    let witnesses = voters.filter(mayCommit)
    if let previous = members[index].previous, !witnesses.isEmpty {
      return Judgement(previous, trouble.words, witnesses: witnesses)
    }
    return Judgement(
      .noLeader, trouble.words + (quorumLoss(seenFrom: index) ?? ""), witnesses: witnesses)
  }

  /// Its newest linearizable read succeeded, was sent at `since` or later, and nothing since then
  /// speaks against it.
  private func commits(_ index: Int, since: ContinuousClock.Instant) -> Bool {
    guard let success = members[index].linearizable.successes.first, success.sentAt >= since,
      now - success.sentAt <= thresholds.commitFreshness,
      let status = members[index].status, isFresh(status)
    else { return false }
    return isUntroubled(index)
  }

  /// Nothing speaks against it, and its next probe read will show.
  private func mayCommit(_ index: Int) -> Bool {
    guard isUntroubled(index) else { return false }
    guard let pending = members[index].linearizable.pendingSince else { return true }
    return now - pending < thresholds.witnessWait
  }

  private func isUntroubled(_ index: Int) -> Bool {
    members[index].contact == .answering && members[index].status != nil
      && members[index].linearizable.failure == nil && troubles[index] == nil
  }

  private func quorumLoss(seenFrom index: Int) -> String? {
    let voters = ([index] + peers(of: index)).filter { members[$0].isVoter }
    let answering = voters.filter { members[$0].contact == .answering }.count
    guard answering < voters.count / 2 + 1 else { return nil }
    return "; quorum lost: \(answering) of \(voters.count) voters answer"
  }

  func isFresh(_ status: StatusEvidence) -> Bool {
    now - status.answeredAt <= thresholds.staleness
  }
}
