/// What happened, one case for each kind of entry of the timeline.
public enum TimelineChange: Hashable, Sendable {
  /// No member that answers knows a leader any more.
  case leaderLost(former: TimelineSubject?, term: UInt64)
  case leaderMoved(from: TimelineSubject?, to: TimelineSubject, term: UInt64)
  /// A member knows a leader again; each member sees a gap of its own.
  case headless(HeadlessGap)
  case termChanged(from: UInt64, to: UInt64)
  case verdict(from: Verdict, to: Verdict, reason: String)
  /// It refused connections and answers again, so its process was started anew.
  case restarted(away: Duration)
  /// Another member id answers at the same endpoint.
  case replaced(former: MemberID)
  case versionChanged(from: String, to: String)
  case memberAdded
  case memberRemoved
  case memberRenamed(from: String)
  case learnerPromoted
  case alarmRaised(Alarm.Kind)
  case alarmCleared(Alarm.Kind)
  /// A condition that the user wants to be told about has come about, with its evidence.
  case ruleBroken(AlarmRule, String)
  /// It is over.
  case ruleKept(AlarmRule)
  /// Members hold different data at one revision.
  case dataDiverged(String)
  case connectionUp(ConnectionRole)
  case connectionDown(ConnectionRole, reason: String)
  /// Nothing was lost: the watch goes on at this revision.
  case watchResumed(from: Revision)
  /// This process or its machine slept: what happened meanwhile nobody saw.
  case unobserved(Duration)
  /// The balancer sends its calls elsewhere.
  case picksMoved(reason: String)

  /// What the timeline is filtered by.
  public enum Category: String, Hashable, Sendable, CaseIterable {
    case leader, verdict, membership, alarm, connection, watch
  }

  public var category: Category {
    switch self {
    case .leaderLost, .leaderMoved, .headless, .termChanged: .leader
    case .verdict, .restarted, .unobserved: .verdict
    case .replaced, .versionChanged, .memberAdded, .memberRemoved, .memberRenamed,
      .learnerPromoted:
      .membership
    case .alarmRaised, .alarmCleared, .ruleBroken, .ruleKept, .dataDiverged: .alarm
    case .connectionUp, .connectionDown, .picksMoved: .connection
    case .watchResumed: .watch
    }
  }

  /// A stable identifier of the case, for programs.
  public var kind: String {
    switch self {
    case .leaderLost: "leader-lost"
    case .leaderMoved: "leader-moved"
    case .headless: "headless"
    case .termChanged: "term-changed"
    case .verdict: "verdict"
    case .restarted: "restarted"
    case .replaced: "replaced"
    case .versionChanged: "version-changed"
    case .memberAdded: "member-added"
    case .memberRemoved: "member-removed"
    case .memberRenamed: "member-renamed"
    case .learnerPromoted: "learner-promoted"
    case .alarmRaised: "alarm-raised"
    case .alarmCleared: "alarm-cleared"
    case .ruleBroken: "rule-broken"
    case .ruleKept: "rule-kept"
    case .dataDiverged: "data-diverged"
    case .connectionUp: "connection-up"
    case .connectionDown: "connection-down"
    case .watchResumed: "watch-resumed"
    case .unobserved: "unobserved"
    case .picksMoved: "picks-moved"
    }
  }

  public var words: String {
    switch self {
    case .leaderLost(let former, let term):
      "leader lost" + (former.map { ", was \($0.label)" } ?? "") + ", term \(term)"
    case .leaderMoved(let from, let to, let term):
      from?.id == to.id
        ? "leader \(to.label) again, term \(term)"
        : "leader " + (from.map { "\($0.label) → " } ?? "") + "\(to.label), term \(term)"
    case .headless(let gap): "headless for \(gap.words)"
    case .termChanged(let from, let to): "term \(from) → \(to)"
    case .verdict(let from, let to, let reason):
      "\(from.rawValue) → \(to.rawValue)" + (reason.isEmpty ? "" : ": \(reason)")
    case .restarted(let away): "restarted, away for \(away.inMilliseconds) ms"
    case .replaced(let former): "answers with another id, was \(former)"
    case .versionChanged(let from, let to): "version \(from) → \(to)"
    case .memberAdded: "added to the cluster"
    case .memberRemoved: "removed from the cluster"
    case .memberRenamed(let from): "renamed, was \(from)"
    case .learnerPromoted: "promoted from learner to voter"
    case .alarmRaised(let kind): "alarm \(kind) raised"
    case .alarmCleared(let kind): "alarm \(kind) cleared"
    case .ruleBroken(let rule, let words): "\(rule): \(words)"
    case .ruleKept(let rule): "\(rule) no longer"
    case .dataDiverged(let words): words
    case .connectionUp(let role): "\(role.rawValue) connection up"
    case .connectionDown(let role, let reason):
      "\(role.rawValue) connection down: \(reason)"
    case .watchResumed(let revision): "watch resumed at revision \(revision), 0 lost"
    case .unobserved(let time):
      "nothing was seen for \(time.inWords): this process did not run"
    case .picksMoved(let reason): "picks moved: \(reason)"
    }
  }
}
