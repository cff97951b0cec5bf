import EtcdAPI
import EtcdModel

/// All leases that are kept alive on one LeaseKeepAlive stream: who is due when, and who is lost.
///
/// The rules are clientv3's: the first renewal at once, then a third of the time to live after
/// each answer; an unanswered one again each 500 ms; lost when no answer comes within the time to
/// live, or the server answers 0.
struct KeepAliveMachine: Sendable {
  enum Action: Hashable, Sendable {
    case renew(LeaseID)
    case renewed(LeaseID, timeToLive: Duration)
    /// Nothing more happens for this lease.
    case lost(LeaseID, reason: String)
    /// Report `timer` then; replaces an earlier one.
    case setTimer(at: ContinuousClock.Instant)
  }

  static let repeatInterval: Duration = .milliseconds(500)

  private struct Renewal {
    var dueAt: ContinuousClock.Instant
    var deadline: ContinuousClock.Instant
  }

  /// How long the first answer may take.
  private let firstAnswerTimeout: Duration
  private var leases: [LeaseID: Renewal] = [:]
  private var isOpen = false

  init(firstAnswerTimeout: Duration) {
    self.firstAnswerTimeout = firstAnswerTimeout
  }

  var isEmpty: Bool { leases.isEmpty }

  mutating func add(_ lease: LeaseID, at now: ContinuousClock.Instant) -> [Action] {
    guard leases[lease] == nil else { return [] }
    leases[lease] = Renewal(dueAt: now, deadline: now + firstAnswerTimeout)
    return renewDue(at: now)
  }

  mutating func remove(_ lease: LeaseID) {
    leases[lease] = nil
  }

  mutating func opened(at now: ContinuousClock.Instant) -> [Action] {
    isOpen = true
    for lease in leases.keys { leases[lease]?.dueAt = now }
    return renewDue(at: now)
  }

  mutating func broken() {
    isOpen = false
  }

  mutating func timer(at now: ContinuousClock.Instant) -> [Action] {
    let overdue = leases.filter { $0.value.deadline <= now }.keys.sorted {
      $0.rawValue < $1.rawValue
    }
    for lease in overdue { leases[lease] = nil }
    let lost = overdue.map {
      Action.lost($0, reason: "no renewal was answered within its time to live")
    }
    return lost + renewDue(at: now)
  }

  mutating func received(
    _ response: LeaseKeepAliveResponse, at now: ContinuousClock.Instant
  ) -> [Action] {
    guard leases[response.id] != nil else { return [] }
    guard response.ttl > 0 else {
      leases[response.id] = nil
      return [.lost(response.id, reason: "it expired or was revoked")]
    }
    // A server that names centuries would overflow an instant.
    let timeToLive = Duration.seconds(min(response.ttl, 9_000_000_000))
    leases[response.id] = Renewal(dueAt: now + timeToLive / 3, deadline: now + timeToLive)
    return [.renewed(response.id, timeToLive: timeToLive)] + nextTimer()
  }

  private mutating func renewDue(at now: ContinuousClock.Instant) -> [Action] {
    guard isOpen else { return nextTimer() }
    let due = leases.filter { $0.value.dueAt <= now }.keys.sorted { $0.rawValue < $1.rawValue }
    for lease in due { leases[lease]?.dueAt = now + Self.repeatInterval }
    return due.map(Action.renew) + nextTimer()
  }

  private func nextTimer() -> [Action] {
    let next = leases.values.map { isOpen ? min($0.dueAt, $0.deadline) : $0.deadline }.min()
    return next.map { [.setTimer(at: $0)] } ?? []
  }
}
