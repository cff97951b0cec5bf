import EtcdModel

/// What the health-aware policy holds against one endpoint.
struct MemberHealth: Hashable, Sendable {
  /// A doubt that arose from calls of this client.
  struct Suspicion: Hashable, Sendable {
    var need: CallNeed
    /// Successes through the quorum that end it.
    var proofsNeeded: Int
  }

  /// Longer than a disk's hiccup, and short enough to hedge well within a second.
  private static let patience: Duration = .milliseconds(250)

  let endpoint: Endpoint
  var isReady = false
  private var advice: EndpointHealth?
  /// Since when it is advised so.
  private var advisedAt: ContinuousClock.Instant?
  /// Streams and calls were sent away from it.
  var isLeft = false
  /// A probe is under way.
  var isProbed = false
  /// The next one will begin by itself.
  var hasProbeTimer = false
  private(set) var suspicion: Suspicion?
  private var refusedAsLearner = false
  private var lastConsensus: ContinuousClock.Instant?
  private var lastAnswer: ContinuousClock.Instant?
  /// About the time that it takes to go through the quorum: follows a fast answer at once and slow
  /// ones, which may be large, only slowly.
  private var typicalLatency: Duration?
  private var recoveredAt: ContinuousClock.Instant?
  private var relapses = 0

  init(endpoint: Endpoint) {
    self.endpoint = endpoint
  }

  /// How bad a choice it is for a call, 0 being a good one.
  func tier(for need: CallNeed) -> Int {
    switch need {
    case .consensus:
      if isLearner { return 3 }
      return suspicion != nil || isAdvisedAgainst ? 1 : 0
    case .local:
      if suspicion?.need == .local || advice?.verdict == .unreachable { return 2 }
      return suspicion != nil || isAdvisedAgainst ? 1 : 0
    }
  }

  /// What the member itself has shown since then counts for more.
  var isAdvisedAgainst: Bool {
    switch advice?.verdict {
    case .unreachable, .partitioned, .noLeader: !isDisproved
    default: false
    }
  }

  private var isDisproved: Bool {
    guard let lastConsensus, let advisedAt else { return false }
    return lastConsensus > advisedAt
  }

  mutating func note(_ advice: EndpointHealth?, at now: ContinuousClock.Instant) {
    if advice?.verdict != self.advice?.verdict { advisedAt = now }
    self.advice = advice
  }

  /// Why it gets fewer calls than others, in a few words; nil for a good choice.
  var doubt: String? {
    if !isReady { return "not connected" }
    if isLearner { return "a learner" }
    if let suspicion {
      return suspicion.need == .local ? "does not answer" : "does not reach its quorum"
    }
    return tier(for: .consensus) == 0 ? nil : advice?.verdict.rawValue
  }

  /// - Returns: whether anything changed.
  mutating func note(_ report: AttemptReport, at now: ContinuousClock.Instant) -> Bool {
    switch report.outcome {
    case .answered:
      lastAnswer = now
      if report.need == .consensus {
        lastConsensus = now
        noteLatency(now - report.startedAt)
      }
      guard let suspicion, report.need == .consensus || suspicion.need == .local else {
        return false
      }
      prove(suspicion, at: now)
      return true
    case .hasNewLeader:
      lastAnswer = now
      lastConsensus = now
      if let suspicion { prove(suspicion, at: now) }
      return true
    case .timedOut:
      // One slow answer among others that came is no sign of a hung member.
      let lastHeard = report.need == .consensus ? lastConsensus : lastAnswer
      if let lastHeard, lastHeard > report.startedAt { return false }
      suspect(report.need, at: now)
      return true
    case .leaderless:
      suspect(.consensus, at: now)
      return true
    case .learner:
      defer { refusedAsLearner = true }
      return !refusedAsLearner
    case .inconclusive:
      return false
    }
  }

  /// A call has been in flight for longer than the member usually takes, and nothing else was
  /// answered meanwhile.
  func isOverdue(since: ContinuousClock.Instant, at now: ContinuousClock.Instant) -> Bool {
    guard suspicion == nil else { return false }
    let patience = min(max((typicalLatency ?? .zero) * 3, Self.patience), Self.patience * 2)
    return now - max(since, lastConsensus ?? since) >= patience
  }

  var probeTimeout: Duration {
    min(max((typicalLatency ?? .zero) * 4, Self.patience), Self.patience * 4)
  }

  private mutating func noteLatency(_ latency: Duration) {
    guard let typical = typicalLatency, latency > typical else {
      typicalLatency = latency
      return
    }
    typicalLatency = typical + (latency - typical) / 16
  }

  mutating func noteProbe(succeeded: Bool, at now: ContinuousClock.Instant) {
    isProbed = false
    if succeeded { lastConsensus = now }
    guard var doubt = suspicion else {
      if !succeeded { suspect(.consensus, at: now) }
      return
    }
    if succeeded {
      prove(doubt, at: now)
    } else {
      doubt.proofsNeeded = relapses + 1
      suspicion = doubt
    }
  }

  private mutating func prove(_ doubt: Suspicion, at now: ContinuousClock.Instant) {
    suspicion = doubt
    suspicion?.proofsNeeded -= 1
    guard doubt.proofsNeeded <= 1 else { return }
    suspicion = nil
    recoveredAt = now
  }

  private var isLearner: Bool {
    advice?.role.map { $0 == .learner } ?? refusedAsLearner
  }

  private mutating func suspect(_ need: CallNeed, at now: ContinuousClock.Instant) {
    if suspicion == nil {
      let isRelapse = recoveredAt.map { now - $0 < HealthAwarePolicy.flapWindow } ?? false
      relapses = isRelapse ? min(relapses + 1, HealthAwarePolicy.maximumProofs - 1) : 0
    }
    let worse = suspicion?.need == .local || need == .local
    suspicion = Suspicion(need: worse ? .local : .consensus, proofsNeeded: relapses + 1)
  }
}
