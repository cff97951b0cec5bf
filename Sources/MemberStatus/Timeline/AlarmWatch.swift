import EtcdModel

/// Holds the user's rules against what is known: tells once when one is broken, and once when it is
/// kept again.
struct AlarmWatch {
  /// A rule that is broken now, and by whom.
  private struct Breach: Hashable {
    var rule: AlarmRule
    var member: MemberTrack.Key
  }

  /// A number that a rule limits.
  private struct Measure {
    var value: Double
    var limit: Double
    /// How far below the limit the value has to fall, so that one that wavers about it is told
    /// once.
    var slack = 0.0
    var words: String
  }

  let rules: [AlarmRule]
  private var breaches: Set<Breach> = []

  init(rules: [AlarmRule]) {
    self.rules = rules
  }

  /// - Parameter changes: what else this snapshot has shown.
  mutating func observe(
    _ snapshot: ClusterSnapshot, traffic: TrafficSnapshot?, changes: [TimelineChange]
  ) -> [(TimelineSubject?, TimelineChange)] {
    var told: [(TimelineSubject?, TimelineChange)] = []
    for rule in rules {
      if rule == .leaderChange {
        told += changes.filter(\.isNewLeader).map { (nil, .ruleBroken(rule, $0.words)) }
      }
      for member in snapshot.members {
        guard let key = MemberTrack.Key(member),
          let measure = measure(rule, member, traffic, at: snapshot.takenAt)
        else { continue }
        let breach = Breach(rule: rule, member: key)
        let wasBroken = breaches.contains(breach)
        let isBroken = measure.value > measure.limit - (wasBroken ? measure.slack : 0)
        guard isBroken != wasBroken else { continue }
        if isBroken { breaches.insert(breach) } else { breaches.remove(breach) }
        told.append(
          (
            TimelineSubject(member),
            isBroken ? .ruleBroken(rule, measure.words) : .ruleKept(rule)
          ))
      }
    }
    let present = Set(snapshot.members.compactMap(MemberTrack.Key.init))
    breaches = breaches.filter { present.contains($0.member) }
    return told
  }

  /// nil while it is not known.
  private func measure(
    _ rule: AlarmRule, _ member: MemberSnapshot, _ traffic: TrafficSnapshot?,
    at now: ContinuousClock.Instant
  ) -> Measure? {
    switch rule {
    case .leaderChange: return nil
    case .lag(let limit):
      guard let lag = member.lag, member.isUp, !member.isStale else { return nil }
      return Measure(
        value: Double(lag), limit: Double(limit), slack: Double(limit) / 10,
        words: "\(lag) entries behind")
    case .p99(let limit):
      let latency = traffic?.endpoints.first { $0.endpoint == member.endpoint }
      guard let p99 = latency?.p99 else { return nil }
      return Measure(
        value: p99 / .milliseconds(1), limit: limit / .milliseconds(1),
        slack: limit / .milliseconds(10), words: "p99 is \(p99.inWords)")
    case .certificate(let days):
      guard let left = member.certificate?.daysLeft(at: now) else { return nil }
      return Measure(
        value: -Double(left), limit: -Double(days),
        words: left < 0
          ? "its certificate has expired"
          : "its certificate ends in \(left == 1 ? "1 day" : "\(left) days")")
    case .quota(let percent):
      guard let quota = member.quota?.bytes, let size = member.status?.dbSize else { return nil }
      let used = 100 * Double(size) / Double(quota)
      return Measure(
        value: used, limit: Double(percent), slack: 2,
        words: "\(Int(used)) % of its quota are used")
    }
  }
}

extension TimelineChange {
  fileprivate var isNewLeader: Bool {
    guard case .leaderMoved(let former?, let leader, _) = self else { return false }
    return former.id != leader.id
  }
}
