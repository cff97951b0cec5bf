import EtcdClient
public import EtcdModel

/// Decides when which member is asked what, and what the answers mean for the members.
///
/// Each endpoint is polled on its own, so that one that hangs delays no other. A value without
/// clock or I/O: hand in what happens, do what it returns.
public struct PollMachine: Sendable {
  let settings: PollSettings
  var rule: AddressRule
  var given: [Endpoint]
  var polls: [Endpoint: EndpointPoll] = [:]
  var roster: [Roster.Row] = []
  /// Whether the roster still follows from what is known.
  var isArranged = false
  var members: [Member]?
  var cluster: ClusterID?
  var memberListLane = PollLane()
  var memberListFailed = false
  var alarmLane = PollLane()
  /// The last answer to AlarmList; nil when it was refused.
  var alarmList: [Alarm]?
  var judgements: [RowKey: Judgement] = [:]
  /// Since when fresh answers tell of different terms.
  var termsDifferSince: ContinuousClock.Instant?
  /// How many times longer than configured the members' intervals are, for the sake of the budget.
  var thinning = 1.0
  private var randomness: SplitMix64
  private var requestCount = 0
  private var wakeAt: ContinuousClock.Instant?
  /// When time alone changes a judgement next.
  private var turnAt: ContinuousClock.Instant?
  private var published: ClusterSnapshot?

  /// - Parameters:
  ///   - endpoints: as the user gave them.
  ///   - seed: for the jitter.
  public init(
    endpoints: [Endpoint], rule: AddressRule, settings: PollSettings = PollSettings(), seed: UInt64
  ) {
    self.given = endpoints.uniqued()
    self.rule = rule
    self.settings = settings
    self.randomness = SplitMix64(seed: seed)
  }

  public mutating func handle(_ input: PollInput, at now: ContinuousClock.Instant) -> [PollAction] {
    let slept = forgiveSleep(at: now)
    switch input {
    case .start, .wake:
      break
    case .outcome(let request, let outcome, let connection):
      receive(outcome, to: request, connection: connection, at: now)
    case .refresh:
      forceEverything()
    case .endpoints(let endpoints):
      given = endpoints.uniqued()
      rule.given = given
      isArranged = false
    }
    // A wake that only reminds of the next question leaves everything else as it was.
    let isReminder = input == .wake && turnAt.map { now < $0 } == true
    if !isReminder {
      if !isArranged { arrange() }
      judge(at: now)
    }
    let plans = plans(at: now)
    var actions = slept.map { [PollAction.tellOfSleep($0)] } ?? []
    actions += send(plans.filter { $0.due <= now }, at: now).map(PollAction.send)
    if !isReminder, let snapshot = changedSnapshot(at: now) { actions.append(.publish(snapshot)) }
    let thresholds = thresholds
    turnAt = polls.values.compactMap { $0.nextTurn(after: now, thresholds) }.min()
    let due = plans.lazy.map(\.due).filter { $0 > now }.min()
    let next = [due, turnAt].compactMap(\.self).min()
    if next != wakeAt || input == .wake {
      wakeAt = next
      if let next { actions.append(.wake(at: next)) }
    }
    return actions
  }

  /// A wake that comes much too late means that this process or the machine slept.
  ///
  /// - Returns: for how long, when that was so long that it could pass for an outage.
  private mutating func forgiveSleep(at now: ContinuousClock.Instant) -> Duration? {
    guard let wakeAt, now - wakeAt > settings.thresholds.lateRead else { return nil }
    turnAt = nil
    let silence = silence
    for endpoint in polls.keys {
      polls[endpoint]?.forgive(since: wakeAt, at: now, silence: silence)
    }
    return now - wakeAt > silence ? now - wakeAt : nil
  }

  private mutating func forceEverything() {
    memberListLane.force()
    alarmLane.force()
    for endpoint in polls.keys {
      polls[endpoint]?.statusLane.force()
      polls[endpoint]?.linearizableLane.force()
      polls[endpoint]?.serializableLane.force()
      polls[endpoint]?.certificateLane.force()
    }
  }

  private mutating func send(
    _ plans: [PollPlan], at now: ContinuousClock.Instant
  ) -> [PollRequest] {
    var requests: [PollRequest] = []
    for plan in plans {
      requestCount += 1
      let request = PollRequest(
        id: requestCount, endpoint: plan.endpoint, kind: plan.kind,
        timeout: plan.kind == .status ? settings.statusTimeout : settings.readTimeout)
      let stretch = 1 + settings.jitter * .random(in: -1...1, using: &randomness)
      switch plan.kind {
      case .memberList: memberListLane.send(request, at: now, stretch: stretch)
      case .alarms: alarmLane.send(request, at: now, stretch: stretch)
      case .status, .linearizableRead, .serializableRead, .certificate:
        polls[plan.endpoint]?.sent(request, at: now, stretch: stretch)
      }
      requests.append(request)
    }
    return requests
  }

  private mutating func changedSnapshot(at now: ContinuousClock.Instant) -> ClusterSnapshot? {
    let snapshot = snapshot(at: now)
    guard snapshot.differs(from: published) else { return nil }
    published = snapshot
    return snapshot
  }
}

/// What a verdict stands for: a member, or an endpoint that nobody answered at yet.
enum RowKey: Hashable {
  case member(MemberID)
  case endpoint(Endpoint)

  init?(_ row: Roster.Row) {
    if let id = row.id {
      self = .member(id)
    } else if let endpoint = row.endpoint {
      self = .endpoint(endpoint)
    } else {
      return nil
    }
  }
}

extension ClusterSnapshot {
  /// Time alone makes no difference.
  fileprivate func differs(from other: ClusterSnapshot?) -> Bool {
    guard var other else { return true }
    other.takenAt = takenAt
    return self != other
  }
}

extension [Endpoint] {
  fileprivate func uniqued() -> [Endpoint] {
    var seen: Set<Endpoint> = []
    return filter { seen.insert($0).inserted }
  }
}
