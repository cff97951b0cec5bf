import EtcdModel

/// Follows who leads, by the cluster and by each member's own belief.
struct LeadershipWatch {
  /// When an answer was asked for and when it came: it was true at some time in between.
  private struct Moment {
    var sentAt: ContinuousClock.Instant
    var answeredAt: ContinuousClock.Instant
  }

  private struct Belief {
    var leader: MemberID
    /// The answer that last named it.
    var ledAt: Moment
    var firstHeadless: Moment?
    var lastHeadless: Moment?
  }

  private var leader: TimelineSubject?
  private var term: UInt64?
  private var isLost = false
  private var beliefs: [MemberID: Belief] = [:]

  mutating func observe(
    _ snapshot: ClusterSnapshot
  ) -> [(TimelineSubject?, TimelineChange)] {
    var changes: [(TimelineSubject?, TimelineChange)] = []
    if let change = observeCluster(snapshot) { changes.append((nil, change)) }
    let present = Set(snapshot.members.compactMap(\.id))
    beliefs = beliefs.filter { present.contains($0.key) }
    for member in snapshot.members {
      if let change = observe(member) { changes.append((TimelineSubject(member), change)) }
    }
    return changes
  }

  private mutating func observeCluster(_ snapshot: ClusterSnapshot) -> TimelineChange? {
    if let current = snapshot.leader, let newTerm = current.status?.raftTerm {
      // A former leader, in an answer that is older than the one that told of its successor.
      if let term, newTerm < term { return nil }
      let subject = TimelineSubject(current)
      defer {
        leader = subject
        term = newTerm
        isLost = false
      }
      guard let term else { return nil }
      if leader?.id != subject.id || isLost {
        return .leaderMoved(from: leader, to: subject, term: newTerm)
      }
      return newTerm > term ? .termChanged(from: term, to: newTerm) : nil
    }
    let answering = snapshot.members.filter { $0.isUp && !$0.isStale && $0.status != nil }
    guard let term, !isLost, !answering.isEmpty,
      answering.allSatisfy({ $0.status?.leader.rawValue == 0 })
    else { return nil }
    isLost = true
    return .leaderLost(former: leader, term: term)
  }

  private mutating func observe(_ member: MemberSnapshot) -> TimelineChange? {
    guard let id = member.id, let status = member.status, let at = member.answeredAt else {
      return nil
    }
    guard member.isUp else {
      // What it believed while it was away is not known.
      beliefs[id] = nil
      return nil
    }
    let moment = Moment(sentAt: at - (member.statusRoundTrip ?? .zero), answeredAt: at)
    guard var belief = beliefs[id] else {
      if status.leader.rawValue != 0 { beliefs[id] = Belief(leader: status.leader, ledAt: moment) }
      return nil
    }
    defer { beliefs[id] = belief }
    if status.leader.rawValue == 0 {
      belief.firstHeadless = belief.firstHeadless ?? moment
      belief.lastHeadless = moment
      return nil
    }
    let former = belief
    belief = Belief(leader: status.leader, ledAt: moment)
    let atMost = moment.answeredAt - former.ledAt.sentAt
    if let first = former.firstHeadless, let last = former.lastHeadless {
      let atLeast = max(last.sentAt - first.answeredAt, .zero)
      return .headless(HeadlessGap(atLeast: atLeast, atMost: atMost))
    }
    guard former.leader != status.leader else { return nil }
    return .headless(HeadlessGap(atLeast: .zero, atMost: atMost))
  }
}
