public import EtcdClient
public import EtcdModel
import Synchronization

/// Polls every member of a cluster and tells how each one is, while `run()` runs.
///
/// It speaks to the members on its own connections, apart from the balancer, to which it is the
/// source of health: `client.follow(service)`.
public final class MemberStatusService: Sendable {
  let client: EtcdClient
  private let machine: Mutex<PollMachine>
  private let timelineMachine: Mutex<TimelineMachine>
  /// When the client's own traffic was read for the timeline.
  private let trafficReadAt = Mutex<ContinuousClock.Instant?>(nil)
  private let hashHistory = Mutex<[HashCheck]>([])
  private let now: @Sendable () -> ContinuousClock.Instant
  private let sleep: @Sendable (ContinuousClock.Instant) async throws -> Void
  private let inputs: AsyncStream<PollInput>
  private let input: AsyncStream<PollInput>.Continuation
  private let snapshotBroadcast = Broadcast<ClusterSnapshot>()
  private let healthBroadcast = Broadcast<HealthReport>()
  private let entryBroadcast = Broadcast<TimelineEntry>(
    .bufferingNewest(1000), repeatsLatest: false)

  /// - Parameters:
  ///   - alarms: what the user wants to find in the timeline when it comes about.
  ///   - clock: all that the service does goes by it; the calls' deadlines are the client's.
  public init<PollClock: Clock>(
    client: EtcdClient, settings: PollSettings = PollSettings(), alarms: [AlarmRule] = [],
    clock: PollClock = ContinuousClock()
  ) where PollClock.Instant == ContinuousClock.Instant {
    self.client = client
    now = { clock.now }
    sleep = { try await clock.sleep(until: $0, tolerance: nil) }
    timelineMachine = Mutex(TimelineMachine(rules: alarms))
    let configuration = client.configuration
    machine = Mutex(
      PollMachine(
        endpoints: configuration.endpoints, rule: AddressRule(configuration), settings: settings,
        seed: .random(in: 0...UInt64.max)))
    (inputs, input) = AsyncStream.makeStream()
  }

  /// Polls until the task is cancelled; then every stream of this service ends. Once only.
  public func run() async {
    input.yield(.start)
    await withDiscardingTaskGroup { group in
      var alarm: ContinuousClock.Instant?
      for await next in inputs {
        if next == .wake { alarm = nil }
        let actions = machine.withLock { $0.handle(next, at: now()) }
        for action in actions {
          switch action {
          case .send(let request):
            group.addTask { await self.ask(request) }
          case .wake(let due):
            // One that rings too early does no harm, and is cheaper than to be replaced each time.
            if let alarm, alarm <= due { continue }
            alarm = due
            group.addTask { await self.wake(at: due) }
          case .publish(let snapshot):
            publish(snapshot)
          case .tellOfSleep(let time):
            record(.unobserved(time))
          }
        }
      }
      group.cancelAll()
    }
    snapshotBroadcast.finish()
    healthBroadcast.finish()
    entryBroadcast.finish()
  }

  /// The newest snapshot at once where there is one, then each later one; a slow reader gets the
  /// newest only.
  public func snapshots() -> AsyncStream<ClusterSnapshot> { snapshotBroadcast.stream() }

  /// The newest snapshot; nil before the first.
  public var latest: ClusterSnapshot? { snapshotBroadcast.latest }

  /// What has changed since the start, oldest first; bounded.
  public var timeline: [TimelineEntry] { timelineMachine.withLock { $0.entries } }

  /// Each entry from now on. A reader that is more than 1000 entries behind misses the oldest,
  /// which their numbers show.
  public func timelineEntries() -> AsyncStream<TimelineEntry> { entryBroadcast.stream() }

  /// Adds to the timeline what the service can't see by itself, such as a watch that resumed.
  public func record(_ change: TimelineChange, on member: TimelineSubject? = nil) {
    entryBroadcast.send(timelineMachine.withLock { $0.record(change, on: member, at: now()) })
  }

  /// The results of `checkHashes()`, oldest first; bounded.
  public var hashChecks: [HashCheck] { hashHistory.withLock { $0 } }

  func keep(_ check: HashCheck) {
    hashHistory.withLock { $0 = $0.suffix(99) + [check] }
    if case .diverged = check.conclusion { record(.dataDiverged(check.words)) }
  }

  /// Asks every member everything now.
  public func refresh() { input.yield(.refresh) }

  /// Polls these endpoints from now on instead of the configuration's.
  public func setEndpoints(_ endpoints: [Endpoint]) { input.yield(.endpoints(endpoints)) }

  private func publish(_ snapshot: ClusterSnapshot) {
    let traffic = isTrafficDue(at: snapshot.takenAt) ? client.traffic(at: snapshot.takenAt) : nil
    let entries = timelineMachine.withLock { $0.observe(snapshot, traffic: traffic) }
    snapshotBroadcast.send(snapshot)
    for entry in entries { entryBroadcast.send(entry) }
    let report = HealthReport(snapshot)
    if report != healthBroadcast.latest { healthBroadcast.send(report) }
  }

  /// Each second: reading it costs more than all else that a snapshot leads to.
  private func isTrafficDue(at now: ContinuousClock.Instant) -> Bool {
    trafficReadAt.withLock { readAt in
      if let readAt, now - readAt < .seconds(1) { return false }
      readAt = now
      return true
    }
  }

  private func wake(at due: ContinuousClock.Instant) async {
    try? await sleep(due)
    input.yield(.wake)
  }

  private func ask(_ request: PollRequest) async {
    let member = client.member(at: request.endpoint)
    let outcome = await member.outcome(of: request)
    input.yield(.outcome(request, outcome, connection: member.connection.state))
  }
}

extension MemberStatusService: HealthSource {
  public func healthReports() -> AsyncStream<HealthReport> { healthBroadcast.stream() }
}

extension MemberClient {
  fileprivate func outcome(of request: PollRequest) async -> PollOutcome {
    let options = CallOptions(timeout: request.timeout)
    do throws(EtcdError) {
      switch request.kind {
      case .status: return .status(try await status(options: options))
      case .linearizableRead: try await probe(serializable: false, options: options)
      case .serializableRead: try await probe(serializable: true, options: options)
      case .memberList: return .members(try await memberList(options: options))
      case .alarms: return .alarms(try await alarms(options: options))
      case .certificate: return .certificate(await certificate())
      }
      return .read
    } catch {
      return .failure(PollFailure(error))
    }
  }
}

extension AddressRule {
  init(_ configuration: ClientConfiguration) {
    self.init(
      given: configuration.endpoints, usesTLS: configuration.tls != nil,
      verifiesNames: configuration.tls?.skipsVerification != true,
      carriesSecrets: configuration.credentials != nil
        || configuration.tls?.certificateFile != nil)
  }
}

extension HealthReport {
  /// What is known of each address that a member is reached at, once it was judged.
  init(_ snapshot: ClusterSnapshot) {
    self.init()
    for member in snapshot.members where !member.isPending {
      let health = EndpointHealth(
        verdict: member.verdict, role: member.isStale ? nil : member.role)
      for endpoint in [member.endpoint].compactMap(\.self) + member.aliases {
        endpoints[endpoint] = health
      }
    }
  }
}
