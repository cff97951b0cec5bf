import EtcdModel
import Glibc
import MemberStatus

/// Two days of polling three members, on simulated time: a million answers, with a new leader each
/// hundredth, and what memory has grown by meanwhile.
struct PollMemory {
  /// After these, every bounded collection is full.
  private static let warmUp = 200_000
  private static let total = 1_000_000
  private static let roundTrip = Duration.milliseconds(1)

  private var machine: PollMachine
  private var timeline = TimelineMachine()
  private var now = ContinuousClock.now
  private var wakeAt: ContinuousClock.Instant?
  private var pending: [(at: ContinuousClock.Instant, request: PollRequest)] = []
  private var answered = 0

  private static let endpoints = (1...3).map {
    Endpoint(scheme: .http, host: "n\($0)", port: 2379)
  }

  private init() {
    let rule = AddressRule(
      given: Self.endpoints, usesTLS: false, verifiesNames: false, carriesSecrets: false)
    machine = PollMachine(endpoints: Self.endpoints, rule: rule, seed: 1)
  }

  static func measure() -> [Row] {
    var polling = PollMemory()
    polling.feed(.start)
    polling.run(until: warmUp)
    let (before, cpu) = (ProcessUsage(of: getpid())?.resident ?? 0, ProcessUsage.ownCPU)
    polling.run(until: total)
    let grown = (ProcessUsage(of: getpid())?.resident ?? 0) - before
    let used = (ProcessUsage.ownCPU - cpu) / (total - warmUp)
    return [
      Row(name: "memory grown in 1M polls", unit: "MB", ours: Double(max(grown, 0)) / 1e6, goal: 1),
      Row(name: "CPU per poll", unit: "µs", ours: used.microseconds),
    ]
  }

  private mutating func run(until count: Int) {
    while answered < count {
      if let next = pending.first, next.at <= wakeAt ?? next.at {
        now = max(now, next.at)
        pending.removeFirst()
        answered += 1
        feed(.outcome(next.request, outcome(of: next.request), connection: .ready))
      } else {
        now = max(now, wakeAt ?? now)
        wakeAt = nil
        feed(.wake)
      }
    }
  }

  private mutating func feed(_ input: PollInput) {
    for action in machine.handle(input, at: now) {
      switch action {
      case .send(let request): pending.append((now + Self.roundTrip, request))
      case .wake(let at): wakeAt = at
      case .publish(let snapshot): timeline.observe(snapshot)
      case .tellOfSleep: break
      }
    }
  }

  private func outcome(of request: PollRequest) -> PollOutcome {
    switch request.kind {
    case .linearizableRead, .serializableRead: return .read
    case .alarms: return .alarms([])
    case .certificate: return .certificate(nil)
    case .memberList:
      return .members(
        Self.endpoints.enumerated().map { index, endpoint in
          Member(
            id: MemberID(UInt64(index + 1)), name: endpoint.host,
            clientURLs: [endpoint.description])
        })
    case .status:
      let term = UInt64(answered / 100 + 1)
      let member = Self.endpoints.firstIndex(of: request.endpoint) ?? 0
      return .status(
        StatusReport(
          clusterID: ClusterID(1), memberID: MemberID(UInt64(member + 1)),
          revision: Revision(answered), version: "3.5.1", dbSize: Int64(answered),
          leader: MemberID(term % 3 + 1), raftIndex: UInt64(answered),
          raftAppliedIndex: UInt64(answered), raftTerm: term))
    }
  }
}
