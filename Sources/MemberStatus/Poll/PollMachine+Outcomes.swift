import EtcdModel

extension PollMachine {
  /// A server may claim anything: no more members than these are polled.
  static let memberLimit = 64

  mutating func receive(
    _ outcome: PollOutcome, to request: PollRequest, connection: ConnectionState,
    at now: ContinuousClock.Instant
  ) {
    switch request.kind {
    case .memberList:
      if memberListLane.inFlight == request { receiveMembers(outcome) }
    case .alarms:
      if alarmLane.inFlight == request { receiveAlarms(outcome) }
    case .certificate:
      guard polls[request.endpoint]?.certificateLane.inFlight == request else { return }
      if case .certificate(let shown) = outcome {
        polls[request.endpoint]?.receiveCertificate(shown)
      } else {
        polls[request.endpoint]?.receiveCertificate(nil)
      }
    case .status, .linearizableRead, .serializableRead:
      guard polls[request.endpoint]?[lane: request.kind]?.inFlight == request else { return }
      let thresholds = thresholds
      let before = polls[request.endpoint]?.standing
      let change = polls[request.endpoint]?.receive(
        outcome, to: request, connection: connection, at: now, thresholds: thresholds)
      if polls[request.endpoint]?.standing != before { isArranged = false }
      if let change { react(to: change, at: request.endpoint, now: now) }
    }
  }

  private mutating func receiveMembers(_ outcome: PollOutcome) {
    memberListLane.finish()
    switch outcome {
    case .members(let list) where !list.isEmpty:
      members = Array(list.prefix(Self.memberLimit))
      isArranged = false
      memberListFailed = false
      memberListLane.denials = 0
    case .failure(let failure) where failure.kind == .denied:
      memberListFailed = true
      memberListLane.denials += 1
    default:
      memberListFailed = true
    }
  }

  private mutating func receiveAlarms(_ outcome: PollOutcome) {
    alarmLane.finish()
    switch outcome {
    case .alarms(let list):
      alarmList = list
      alarmLane.denials = 0
    case .failure(let failure) where failure.kind == .denied:
      alarmList = nil
      alarmLane.denials += 1
    default:
      break
    }
  }

  private mutating func react(
    to change: EndpointPoll.Change, at endpoint: Endpoint, now: ContinuousClock.Instant
  ) {
    guard let report = polls[endpoint]?.status?.report else { return }
    if change.identity, !(members ?? []).contains(where: { $0.id == report.memberID }) {
      memberListLane.force()
    }
    if change.errors { alarmLane.force() }
    if change.leadership { askEverybody(but: endpoint, at: now) }
    if change.isBack || change.leadership && report.leader.rawValue != 0 {
      polls[endpoint]?.restartLinearizable()
    } else if change.leadership {
      polls[endpoint]?.linearizableLane.force()
    }
  }

  /// What one member has noticed the others may know by now.
  private mutating func askEverybody(but endpoint: Endpoint, at now: ContinuousClock.Instant) {
    for other in roster.compactMap(\.endpoint) where other != endpoint {
      guard let sentAt = polls[other]?.statusLane.sentAt,
        now - sentAt > settings.suspectInterval / 2
      else { continue }
      polls[other]?.statusLane.force()
    }
  }

  /// Alarms as AlarmList gave them, and as fresh answers to Status name them.
  var alarms: [Alarm] {
    var found = alarmList ?? []
    for row in roster {
      guard let endpoint = row.endpoint, let poll = polls[endpoint], let status = poll.status,
        status.leaderlessSince == nil, poll.cluster == cluster
      else { continue }
      for alarm in status.report.errors.prefix(Self.memberLimit)
        .compactMap(Alarm.init(statusError:))
      where !found.contains(alarm) {
        found.append(alarm)
      }
    }
    return found
  }
}
