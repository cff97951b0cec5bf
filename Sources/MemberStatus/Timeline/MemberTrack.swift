import EtcdModel

/// What the timeline remembers of one member.
struct MemberTrack {
  enum Key: Hashable {
    case member(MemberID)
    case endpoint(Endpoint)

    init?(_ member: MemberSnapshot) {
      if let id = member.id {
        self = .member(id)
      } else if let endpoint = member.endpoint {
        self = .endpoint(endpoint)
      } else {
        return nil
      }
    }
  }

  private(set) var subject: TimelineSubject
  private var verdict: Verdict
  private var version: String?
  private var isLearner: Bool
  private var isConnected: Bool
  private var unreachableSince: ContinuousClock.Instant?
  /// Nothing listened at its port meanwhile.
  private var wasRefused = false

  init(_ member: MemberSnapshot, at now: ContinuousClock.Instant) {
    subject = TimelineSubject(member)
    verdict = member.verdict
    version = member.status?.version
    isLearner = member.role == .learner
    isConnected = member.connection == .ready
    unreachableSince = member.isUp ? nil : now
    wasRefused = Self.isRefused(member)
  }

  mutating func observe(
    _ member: MemberSnapshot, at now: ContinuousClock.Instant
  ) -> [TimelineChange] {
    var changes: [TimelineChange] = []
    if !member.name.isEmpty, !subject.name.isEmpty, member.name != subject.name {
      changes.append(.memberRenamed(from: subject.name))
    }
    let endpoint = member.endpoint ?? subject.endpoint
    subject = TimelineSubject(id: member.id, name: member.name, endpoint: endpoint)
    changes += connection(of: member)
    wasRefused = wasRefused || Self.isRefused(member)
    if let since = unreachableSince, member.isUp {
      if wasRefused { changes.append(.restarted(away: now - since)) }
      unreachableSince = nil
      wasRefused = false
    } else if unreachableSince == nil, !member.isUp {
      unreachableSince = now
    }
    if let version, let new = member.status?.version, new != version {
      changes.append(.versionChanged(from: version, to: new))
    }
    version = member.status?.version ?? version
    if isLearner, let role = member.role, role != .learner { changes.append(.learnerPromoted) }
    isLearner = member.role.map { $0 == .learner } ?? isLearner
    if member.verdict != verdict {
      changes.append(.verdict(from: verdict, to: member.verdict, reason: member.reason))
      verdict = member.verdict
    }
    return changes
  }

  private mutating func connection(of member: MemberSnapshot) -> [TimelineChange] {
    switch member.connection {
    case .ready where !isConnected:
      isConnected = true
      return [.connectionUp(.status)]
    case .transientFailure(let reason) where isConnected:
      isConnected = false
      return [.connectionDown(.status, reason: reason)]
    default:
      return []
    }
  }

  private static func isRefused(_ member: MemberSnapshot) -> Bool {
    guard case .transientFailure(let reason) = member.connection else { return false }
    return reason.utf8.count < 500 && reason.lowercased().hasSuffix("refused")
  }
}
