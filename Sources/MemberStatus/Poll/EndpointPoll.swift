import EtcdModel

/// What is known about one endpoint from the answers it gave.
struct EndpointPoll {
  let endpoint: Endpoint
  var statusLane = PollLane()
  var linearizableLane = PollLane()
  var serializableLane = PollLane()
  var certificateLane = PollLane()

  private(set) var connection = ConnectionState.idle
  private(set) var status: StatusEvidence?
  private(set) var linearizable = ReadHistory()
  private(set) var serializable = ReadHistory()
  private(set) var growth = GrowthWatch()
  /// The newest that was shown.
  private(set) var certificate: MemberCertificate?
  /// It may be another one by now.
  private(set) var doubtsCertificate = false
  /// How far behind the newest answer was judged to be.
  var lag: UInt64 = 0
  /// Why the last question failed; nil after an answer.
  private(set) var failure: String?
  /// Why the member, which answers, refuses to tell its status.
  private(set) var refusal: String?
  private var lastContact: ContinuousClock.Instant?
  /// When the first question was sent that no answer of any kind followed.
  private var unansweredSince: ContinuousClock.Instant?
  /// Connection failures running.
  private var connectionFailures = 0

  init(endpoint: Endpoint) {
    self.endpoint = endpoint
  }

  /// The member that the newest Status header named.
  var identity: MemberID? { status?.report.memberID }
  var cluster: ClusterID? { status?.report.clusterID }

  mutating func sent(
    _ request: PollRequest, at now: ContinuousClock.Instant, stretch: Double
  ) {
    // A handshake beside the connection tells nothing about it.
    if request.kind != .certificate { unansweredSince = unansweredSince ?? now }
    self[lane: request.kind]?.send(request, at: now, stretch: stretch)
  }

  /// - Returns: what the answer changed.
  mutating func receive(
    _ outcome: PollOutcome, to request: PollRequest, connection: ConnectionState,
    at now: ContinuousClock.Instant, thresholds: VerdictThresholds
  ) -> Change {
    guard let sentAt = self[lane: request.kind]?.sentAt else { return Change() }
    self.connection = connection
    self[lane: request.kind]?.finish()
    var change = Change()
    switch outcome {
    case .status(let report):
      let isBack = contact(at: now, silence: thresholds.silence) != .answering
      noteContact(at: now)
      statusLane.denials = 0
      refusal = nil
      change = take(report, sentAt: sentAt, at: now, thresholds: thresholds)
      change.isBack = isBack
      if isBack { doubtsCertificate = true }
    case .read:
      noteContact(at: now)
      self[history: request.kind]?.succeed(sentAt: sentAt, at: now)
    case .failure(let failure):
      fail(failure, of: request.kind, sentAt: sentAt, at: now)
    case .members, .alarms, .certificate:
      break
    }
    return change
  }

  /// What it showed before stands when it shows none now.
  mutating func receiveCertificate(_ certificate: MemberCertificate?) {
    certificateLane.finish()
    self.certificate = certificate ?? self.certificate
    doubtsCertificate = certificate == nil
  }

  /// What an answer to Status told that was not known before.
  struct Change {
    /// Another leader, none, one again, or the same one in another term.
    var leadership = false
    var identity = false
    var errors = false
    /// It had not answered before, or not for long.
    var isBack = false
  }

  private mutating func take(
    _ report: StatusReport, sentAt: ContinuousClock.Instant, at now: ContinuousClock.Instant,
    thresholds: VerdictThresholds
  ) -> Change {
    let before = status
    let isSame = before?.report.memberID == report.memberID
    let old = isSame ? before : nil
    if !isSame {
      linearizable = ReadHistory()
      serializable = ReadHistory()
      growth = GrowthWatch()
      lag = 0
      certificate = nil
      if before != nil { certificateLane.force() }
    }
    growth.note(report.dbSize, at: now)
    status = StatusEvidence(
      report: report, sentAt: sentAt, answeredAt: now,
      termSince: old?.report.raftTerm == report.raftTerm ? old?.termSince ?? now : now,
      leaderlessSince: report.leader.rawValue == 0 ? old?.leaderlessSince ?? sentAt : nil,
      roundTrips: [now - sentAt] + (old?.roundTrips.prefix(1) ?? []),
      earlierIndex: old.map { IndexMark(index: $0.report.raftIndex, at: $0.answeredAt) },
      wasBehind: lag >= thresholds.lagEntries)
    guard let old else { return Change(leadership: true, identity: true, errors: true) }
    return Change(
      leadership: old.report.leader != report.leader
        || old.report.raftTerm != report.raftTerm && report.leader.rawValue != 0,
      errors: old.report.errors != report.errors)
  }

  private mutating func fail(
    _ failure: PollFailure, of kind: PollRequest.Kind, sentAt: ContinuousClock.Instant,
    at now: ContinuousClock.Instant
  ) {
    switch failure.kind {
    case .connection:
      connectionFailures += 1
      self.failure = failure.words
    case .timedOut:
      self.failure = failure.words
    case .denied where self[history: kind] != nil:
      noteContact(at: now)
      self[history: kind]?.succeed(sentAt: sentAt, at: now)
      return
    case .denied, .server:
      noteContact(at: now)
      if kind == .status {
        refusal = failure.words
        if failure.kind == .denied { statusLane.denials += 1 }
      }
    }
    self[history: kind]?.fail(failure, sentAt: sentAt, at: now)
  }

  private mutating func noteContact(at now: ContinuousClock.Instant) {
    lastContact = now
    unansweredSince = nil
    connectionFailures = 0
    failure = nil
  }

  /// This process was asleep: silence proves nothing that was not proven before.
  mutating func forgive(
    since before: ContinuousClock.Instant, at now: ContinuousClock.Instant, silence: Duration
  ) {
    if contact(at: before, silence: silence) == .answering {
      lastContact = now
      unansweredSince = nil
    }
    statusLane.restart()
    linearizableLane.restart()
    serializableLane.restart()
  }

  /// What was proven about consensus is void: the member has another leader now.
  mutating func restartLinearizable() {
    linearizable.failure = nil
    linearizableLane.restart()
  }
}

extension EndpointPoll {
  func contact(at now: ContinuousClock.Instant, silence: Duration) -> Contact {
    if connectionFailures > 1 || connectionFailures == 1 && isConnectionDown {
      return .failed(failure ?? "connection failed")
    }
    if let unansweredSince {
      let since = lastContact ?? unansweredSince
      if now - since >= silence, now - unansweredSince >= silence / 2 {
        return .silent(since: since)
      }
    }
    if status == nil, let refusal { return .failed(refusal) }
    return lastContact == nil ? .pending : .answering
  }

  /// All that the roster cares about.
  struct Standing: Equatable {
    var member: MemberID?
    var cluster: ClusterID?
    var isAnswering: Bool
  }

  var standing: Standing {
    Standing(member: identity, cluster: cluster, isAnswering: isAnswering)
  }

  /// The newest question was answered.
  var isAnswering: Bool { status != nil && failure == nil }

  /// When time alone changes the judgement next.
  func nextTurn(
    after now: ContinuousClock.Instant, _ thresholds: VerdictThresholds
  ) -> ContinuousClock.Instant? {
    var next: ContinuousClock.Instant?
    func consider(_ turn: ContinuousClock.Instant) {
      if turn > now { next = min(next ?? turn, turn) }
    }
    if let unansweredSince {
      consider(
        max(
          unansweredSince + thresholds.silence / 2,
          (lastContact ?? unansweredSince) + thresholds.silence))
    }
    if let pending = linearizableLane.pendingSince {
      consider(pending + thresholds.witnessWait)
      consider(pending + thresholds.suspectRead)
      consider(pending + thresholds.lateRead)
    }
    if let pending = serializableLane.pendingSince { consider(pending + thresholds.suspectRead) }
    if let status { consider(status.answeredAt + thresholds.staleness) }
    return next
  }

  private var isConnectionDown: Bool {
    switch connection {
    case .transientFailure, .closed: true
    case .idle, .connecting, .ready: lastContact == nil
    }
  }

  subscript(lane kind: PollRequest.Kind) -> PollLane? {
    get {
      switch kind {
      case .status: statusLane
      case .linearizableRead: linearizableLane
      case .serializableRead: serializableLane
      case .certificate: certificateLane
      case .memberList, .alarms: nil
      }
    }
    set {
      guard let newValue else { return }
      switch kind {
      case .status: statusLane = newValue
      case .linearizableRead: linearizableLane = newValue
      case .serializableRead: serializableLane = newValue
      case .certificate: certificateLane = newValue
      case .memberList, .alarms: break
      }
    }
  }

  private subscript(history kind: PollRequest.Kind) -> ReadHistory? {
    get {
      switch kind {
      case .linearizableRead: linearizable
      case .serializableRead: serializable
      case .status, .memberList, .alarms, .certificate: nil
      }
    }
    set {
      guard let newValue else { return }
      switch kind {
      case .linearizableRead: linearizable = newValue
      case .serializableRead: serializable = newValue
      case .status, .memberList, .alarms, .certificate: break
      }
    }
  }
}
