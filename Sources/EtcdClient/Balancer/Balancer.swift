import EtcdModel
import RPCCore
import Synchronization

/// What a policy asks of the rest of the client.
protocol BalancerOwner: AnyObject, Sendable {
  func makeSubconnection(to endpoint: Endpoint, role: ConnectionRole) -> Subconnection
  /// Reads through the quorum on the connection; false when there was no answer.
  func probe(_ subconnection: Subconnection, timeout: Duration) async -> Bool
  /// Asks gRPC's health service on the connection; a server without that service is healthy.
  func checkHealth(_ subconnection: Subconnection, timeout: Duration) async -> Bool
  /// Moves streams and repeatable calls in flight to other endpoints.
  func leave(_ endpoint: Endpoint)
}

/// The shell around a `BalancerPolicy`: owns the *calls* connections, performs the policy's actions
/// one after the other, and lets calls wait for a connection.
final class Balancer: Sendable {
  private struct State {
    weak var owner: (any BalancerOwner)?
    var policy: any BalancerPolicy
    var name: BalancerName
    var endpoints: [Endpoint]
    var advice: HealthReport?
    var subconnections: [Endpoint: Subconnection] = [:]
    var actions: [BalancerAction] = []
    var isPerforming = false
    var isShutDown = false
    var timers: [BalancerTimer: Task<Void, Never>] = [:]
  }

  private let dialTimeout: Duration
  private let state: Mutex<State>
  /// Calls and streams that wait for a connection.
  private let waiters = Waiters()
  /// Calls that pause because nobody could serve them: a member that was doubted has answered.
  let recoveries = Waiters()

  init(name: BalancerName, endpoints: [Endpoint], dialTimeout: Duration, seed: UInt64) {
    self.dialTimeout = dialTimeout
    state = Mutex(
      State(
        policy: name.makePolicy(seed: seed, dialTimeout: dialTimeout), name: name,
        endpoints: endpoints.unique))
  }

  func start(for owner: any BalancerOwner) {
    update { state in
      state.owner = owner
      return state.policy.handle(.endpoints(state.endpoints), at: .now)
    }
  }

  private var owner: (any BalancerOwner)? { state.withLock { $0.owner } }

  /// nil when no connection is ready. An attempt must follow, unless it is for a stream: see
  /// `unused`.
  func pick(_ request: PickRequest) -> Subconnection? {
    state.withLock { state in
      guard case .endpoint(let endpoint) = state.policy.pick(request, at: .now) else { return nil }
      return state.subconnections[endpoint]
    }
  }

  /// No attempt followed a pick: a policy that counts calls in flight must not wait for its end.
  func unused(_ subconnection: Subconnection, need: CallNeed) {
    let report = AttemptReport(outcome: .inconclusive, need: need, startedAt: .now)
    ended(on: subconnection.endpoint, report)
  }

  /// Where linearizable requests go now: a copy of the policy is asked, again and again because
  /// some take turns and others choose at random, which changes nothing.
  var choices: Set<Endpoint> {
    var policy = state.withLock(\.policy)
    var choices: Set<Endpoint> = []
    let now = ContinuousClock.now
    for _ in 0..<(16 * endpoints.count) {
      guard case .endpoint(let endpoint) = policy.pick(PickRequest(need: .consensus), at: now)
      else { break }
      choices.insert(endpoint)
    }
    return choices
  }

  /// Waits for a connection; nil at the deadline, when the task is cancelled, and after shutdown.
  func pick(
    _ request: PickRequest, until deadline: ContinuousClock.Instant?
  ) async -> Subconnection? {
    while true {
      if let subconnection = pick(request) { return subconnection }
      let changes = waiters.changes
      if let subconnection = pick(request) { return subconnection }
      if isShutDown || Task.isCancelled { return nil }
      if let deadline, deadline <= .now { return nil }
      await waiters.wait(after: changes, until: deadline)
    }
  }

  func ended(on endpoint: Endpoint, _ report: AttemptReport) {
    update { $0.policy.handle(.attempt(endpoint, report), at: .now) }
  }

  func leads(_ endpoint: Endpoint) {
    update { $0.policy.handle(.leads(endpoint), at: .now) }
  }

  func silent(_ endpoint: Endpoint, since: ContinuousClock.Instant) {
    update { $0.policy.handle(.silent(endpoint, since: since), at: .now) }
  }

  var endpoints: [Endpoint] { state.withLock { $0.endpoints } }
  var isShutDown: Bool { state.withLock { $0.isShutDown } }
  var policyName: BalancerName { state.withLock { $0.name } }
  var pickReason: String { state.withLock { $0.policy.pickReason } }
  /// How many endpoints there are, and whether the policy wants calls watched.
  var callRules: (endpointCount: Int, hedges: Bool) {
    state.withLock { ($0.endpoints.count, type(of: $0.policy).hedges) }
  }
  var subconnections: [Subconnection] { state.withLock { Array($0.subconnections.values) } }

  func advise(_ report: HealthReport) {
    update { state in
      state.advice = report
      return state.policy.handle(.advice(report), at: .now)
    }
  }

  func setEndpoints(_ endpoints: [Endpoint]) {
    update { state in
      state.endpoints = endpoints.unique
      return state.policy.handle(.endpoints(state.endpoints), at: .now)
    }
  }

  /// The new policy takes over the connections that it wants; the others close when their last
  /// call has ended.
  func setPolicy(_ name: BalancerName, seed: UInt64) {
    let timers = state.withLock { state in
      defer { state.timers = [:] }
      return state.timers.values
    }
    for timer in timers { timer.cancel() }
    update { state in
      state.name = name
      state.policy = name.makePolicy(seed: seed, dialTimeout: dialTimeout)
      var actions = state.policy.handle(.endpoints(state.endpoints), at: .now)
      if let advice = state.advice { actions += state.policy.handle(.advice(advice), at: .now) }
      let unwanted = state.subconnections.keys.filter { !actions.contains(.open($0)) }
      return actions + unwanted.map(BalancerAction.close)
    }
  }

  func shutDown() {
    let (subconnections, timers) = state.withLock { state in
      state.isShutDown = true
      defer {
        state.subconnections = [:]
        state.timers = [:]
        state.actions = []
      }
      return (state.subconnections.values, state.timers.values)
    }
    for timer in timers { timer.cancel() }
    for subconnection in subconnections { subconnection.close() }
    waiters.wakeAll()
    recoveries.wakeAll()
  }

  /// Changes the state and performs what the policy wants. Whoever finds nobody performing does it
  /// for all, so that actions happen in the order of their decisions and never under the lock.
  private func update(_ change: (inout State) -> [BalancerAction]) {
    let performs = state.withLock { state in
      guard !state.isShutDown else { return false }
      let actions = change(&state)
      guard !actions.isEmpty else { return false }
      state.actions += actions
      if state.isPerforming { return false }
      state.isPerforming = true
      return true
    }
    guard performs else { return }
    while let action = nextAction() { perform(action) }
  }

  private func nextAction() -> BalancerAction? {
    state.withLock { state in
      guard !state.actions.isEmpty, !state.isShutDown else {
        state.isPerforming = false
        return nil
      }
      return state.actions.removeFirst()
    }
  }

  private func perform(_ action: BalancerAction) {
    switch action {
    case .open(let endpoint): open(endpoint)
    case .close(let endpoint): close(endpoint)
    case .probe(let endpoint, let timeout):
      ask(endpoint) { await $0.probe($1, timeout: timeout) }
    case .checkHealth(let endpoint, let timeout):
      ask(endpoint) { await $0.checkHealth($1, timeout: timeout) }
    case .leave(let endpoint): owner?.leave(endpoint)
    case .setTimer(let timer, let instant): set(timer, at: instant)
    }
  }

  private func open(_ endpoint: Endpoint) {
    if let existing = state.withLock({ $0.subconnections[endpoint] }) {
      changed(existing)
      return
    }
    guard let subconnection = owner?.makeSubconnection(to: endpoint, role: .calls) else { return }
    let isWanted = state.withLock { state in
      guard !state.isShutDown else { return false }
      state.subconnections[endpoint] = subconnection
      return true
    }
    guard isWanted else { return subconnection.close() }
    subconnection.open { [weak self, weak subconnection] _ in
      guard let subconnection else { return }
      self?.changed(subconnection)
    }
  }

  /// Tells the policy, too: it may be another by now than the one that wanted this.
  private func close(_ endpoint: Endpoint) {
    var closed: Subconnection?
    update { state in
      closed = state.subconnections.removeValue(forKey: endpoint)
      return closed == nil ? [] : state.policy.handle(.connection(endpoint, .closed), at: .now)
    }
    closed?.closeGracefully()
  }

  /// Reads the state under the lock: a report that was overtaken must not count last.
  private func changed(_ subconnection: Subconnection) {
    let endpoint = subconnection.endpoint
    update { state in
      guard state.subconnections[endpoint] === subconnection else { return [] }
      return state.policy.handle(.connection(endpoint, subconnection.state), at: .now)
    }
    waiters.wakeAll()
  }

  private func ask(
    _ endpoint: Endpoint,
    _ question: @escaping @Sendable (any BalancerOwner, Subconnection) async -> Bool
  ) {
    guard let owner, let subconnection = state.withLock({ $0.subconnections[endpoint] }) else {
      return
    }
    Task {
      let succeeded = await question(owner, subconnection)
      update { $0.policy.handle(.probed(endpoint, succeeded: succeeded), at: .now) }
      if succeeded { recoveries.wakeAll() }
    }
  }

  private func set(_ timer: BalancerTimer, at instant: ContinuousClock.Instant) {
    let task = Task { [weak self] in
      guard (try? await Task.sleep(until: instant, clock: .continuous)) != nil else { return }
      self?.update { $0.policy.handle(.timer(timer), at: .now) }
    }
    let replaced = state.withLock { state -> Task<Void, Never>? in
      if state.isShutDown { return task }
      defer { state.timers[timer] = task }
      return state.timers[timer]
    }
    replaced?.cancel()
  }
}

extension [Endpoint] {
  /// Each endpoint once, in the order given.
  var unique: [Endpoint] {
    var seen: Set<Endpoint> = []
    return filter { seen.insert($0).inserted }
  }
}
