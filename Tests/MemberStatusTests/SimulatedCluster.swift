import EtcdModel

@testable import MemberStatus

/// A cluster of plain values on simulated time, and the poll machine that polls it.
struct SimulatedCluster {
  /// One member, as a poller sees it from outside.
  struct Node {
    enum Mode { case up, refusing, hung }

    var id: MemberID
    var name: String
    var endpoints: [Endpoint]
    var mode = Mode.up
    /// Its peers are out of reach.
    var isIsolated = false
    var isLearner = false
    var roundTrip = Duration.milliseconds(2)
    /// nil follows the cluster.
    var leader: MemberID?
    var term: UInt64?
    var applied: UInt64?
    var cluster = ClusterID(0xC1)
    var errors: [String] = []
    var readFailure: PollFailure?
    var statusFailure: PollFailure?
    /// From now on, when it is reached by TLS.
    var certificateDays: Int?
  }

  private struct Answer {
    var at: ContinuousClock.Instant
    var request: PollRequest
    var outcome: PollOutcome
    var connection: ConnectionState
  }

  static let origin = ContinuousClock.now

  var nodes: [Node]
  var leader: MemberID
  var term: UInt64 = 2
  var index: UInt64 = 100
  var members: [Member]
  var alarms: [Alarm] = []
  var alarmFailure: PollFailure?
  var memberListFailure: PollFailure?
  /// Handshakes take a year.
  var withholdsCertificates = false
  var machine: PollMachine
  private(set) var now = origin
  private(set) var sent: [PollRequest] = []
  private(set) var snapshots: [ClusterSnapshot] = []
  private var timeline = TimelineMachine()
  private var wakeAt: ContinuousClock.Instant?
  private var answers: [Answer] = []

  static func endpoint(_ number: Int) -> Endpoint {
    Endpoint(scheme: .http, host: "10.0.0.\(number)", port: 2379)
  }

  init(
    size: Int = 3, given: [Endpoint]? = nil, settings: PollSettings = PollSettings(),
    rule: AddressRule? = nil
  ) {
    nodes = (1...size).map {
      Node(id: MemberID(UInt64($0)), name: "n\($0)", endpoints: [Self.endpoint($0)])
    }
    leader = MemberID(1)
    members = nodes.map {
      Member(id: $0.id, name: $0.name, clientURLs: $0.endpoints.map(\.description))
    }
    let endpoints = given ?? nodes.flatMap(\.endpoints)
    let open = AddressRule(
      given: endpoints, usesTLS: false, verifiesNames: false, carriesSecrets: false)
    machine = PollMachine(endpoints: endpoints, rule: rule ?? open, settings: settings, seed: 7)
  }

  var snapshot: ClusterSnapshot { snapshots.last ?? ClusterSnapshot(takenAt: now) }
  var entries: [TimelineEntry] { timeline.entries }
  var verdicts: [String] { snapshot.members.map { "\($0.name):\($0.verdict.rawValue)" } }

  func member(_ name: String) -> MemberSnapshot? { snapshot.members.first { $0.name == name } }

  mutating func feed(_ input: PollInput) {
    for action in machine.handle(input, at: now) {
      switch action {
      case .send(let request):
        sent.append(request)
        answers.append(answer(to: request))
      case .wake(let at): wakeAt = at
      case .publish(let snapshot):
        snapshots.append(snapshot)
        timeline.observe(snapshot)
      case .tellOfSleep(let time):
        timeline.record(.unobserved(time), on: nil, at: now)
      }
    }
  }

  /// Lets time pass, everything happening in its order.
  mutating func run(for duration: Duration) {
    let end = now + duration
    while let next = ([wakeAt].compactMap(\.self) + answers.map(\.at)).min(), next <= end {
      now = max(now, next)
      if let index = answers.firstIndex(where: { $0.at <= now }) {
        let answer = answers.remove(at: index)
        feed(.outcome(answer.request, answer.outcome, connection: answer.connection))
      } else {
        wakeAt = nil
        feed(.wake)
      }
    }
    now = max(now, end)
  }

  /// Runs until the condition holds and tells how long that took; nil when it never did.
  mutating func run(
    atMost limit: Duration, until condition: (SimulatedCluster) -> Bool
  ) -> Duration? {
    let began = now
    while now - began <= limit {
      if condition(self) { return now - began }
      run(for: .milliseconds(10))
    }
    return nil
  }

  /// This process stops for a while; what arrives meanwhile is seen afterwards.
  mutating func sleep(for duration: Duration) { now += duration }

  subscript(_ name: String) -> Node {
    get { nodes.first { $0.name == name } ?? nodes[0] }
    set { if let index = nodes.firstIndex(where: { $0.name == name }) { nodes[index] = newValue } }
  }

  private var hasQuorum: Bool {
    let voters = nodes.filter { !$0.isLearner }
    return voters.filter { $0.mode == .up && !$0.isIsolated }.count > voters.count / 2
      && leader.rawValue != 0
  }

  private func answer(to request: PollRequest) -> Answer {
    let late = Answer(
      at: now + request.timeout, request: request,
      outcome: .failure(PollFailure(.timedOut, words: "timed out")), connection: .ready)
    let node = nodes.first { $0.endpoints.contains(request.endpoint) }
    if request.kind == .certificate {
      return Answer(
        at: now + (withholdsCertificates ? .seconds(31_536_000) : .milliseconds(3)),
        request: request, outcome: .certificate(node.flatMap(certificate)), connection: .ready)
    }
    guard let node, node.mode != .refusing else {
      return Answer(
        at: now + .microseconds(200), request: request,
        outcome: .failure(PollFailure(.connection, words: "connection refused")),
        connection: .transientFailure(reason: "connection refused"))
    }
    guard node.mode == .up, let outcome = outcome(of: request.kind, at: node),
      node.roundTrip < request.timeout
    else { return late }
    return Answer(
      at: now + node.roundTrip, request: request, outcome: outcome, connection: .ready)
  }

  /// nil for one that never comes.
  private func outcome(of kind: PollRequest.Kind, at node: Node) -> PollOutcome? {
    switch kind {
    case .status:
      return node.statusFailure.map(PollOutcome.failure) ?? .status(report(of: node))
    case .serializableRead:
      return .read
    case .linearizableRead:
      if node.isLearner {
        return .failure(PollFailure(.server, words: "rpc not supported for learner"))
      }
      if let failure = node.readFailure { return .failure(failure) }
      return node.isIsolated || !hasQuorum ? nil : .read
    case .certificate:
      return .certificate(certificate(of: node))
    case .memberList:
      return memberListFailure.map(PollOutcome.failure) ?? .members(members)
    case .alarms:
      return alarmFailure.map(PollOutcome.failure) ?? .alarms(alarms)
    }
  }

  private func certificate(of node: Node) -> MemberCertificate? {
    guard node.mode == .up else { return nil }
    return node.certificateDays.map {
      MemberCertificate(names: [node.name], expires: now + .seconds(86_400 * $0 + 60))
    }
  }

  private func report(of node: Node) -> StatusReport {
    let believed = node.leader ?? (node.isIsolated || !hasQuorum ? MemberID(0) : leader)
    return StatusReport(
      clusterID: node.cluster, memberID: node.id, revision: 10, version: "3.4.23", dbSize: 20480,
      leader: believed, raftIndex: index, raftAppliedIndex: node.applied ?? index,
      raftTerm: node.term ?? term, errors: node.errors, isLearner: node.isLearner)
  }
}
