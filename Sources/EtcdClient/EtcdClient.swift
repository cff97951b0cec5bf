public import EtcdModel
public import RPCCore

/// The client of one etcd cluster: balancer, retries, watches and leases over a transport.
///
/// `start()` opens connections; `shutDown()` must be called in the end.
public final class EtcdClient: Sendable {
  public let configuration: ClientConfiguration
  let core: ClientCore
  let leaderWatches: WatchGroup
  let plainWatches: WatchGroup
  let leaseKeeping: LeaseKeeping
  let observers: LeaderObservers

  /// The client takes the transport over: `shutDown()` ends it too.
  public init(configuration: ClientConfiguration, transport: any RPCTransport) {
    self.configuration = configuration
    core = ClientCore(
      configuration: configuration, transport: transport, seed: .random(in: 0...UInt64.max))
    leaderWatches = WatchGroup(core: core, requiresLeader: true)
    plainWatches = WatchGroup(core: core, requiresLeader: false)
    leaseKeeping = LeaseKeeping(core: core)
    observers = LeaderObservers(core: core)
  }

  /// Opens the connections that the policy wants. Returns at once; calls wait for a connection.
  public func start() {
    core.start { [leaderWatches, plainWatches, leaseKeeping, observers] endpoint in
      leaderWatches.leave(endpoint)
      plainWatches.leave(endpoint)
      leaseKeeping.leave(endpoint)
      observers.leave(endpoint)
    }
  }

  /// Ends every watch and lease keeper, cancels what runs and closes all connections.
  public func shutDown() async {
    leaderWatches.shutDown()
    plainWatches.shutDown()
    leaseKeeping.shutDown()
    observers.shutDown()
    await core.shutDown()
  }

  /// Takes the source's advice from now on, instead of an earlier one's.
  public func follow(_ source: any HealthSource) {
    core.follow(source)
  }

  /// The policy in use.
  public var policy: BalancerName { core.balancer.policyName }

  /// Switches the balancer live; no call is dropped.
  public func setPolicy(_ policy: BalancerName) {
    core.balancer.setPolicy(policy, seed: .random(in: 0...UInt64.max))
  }

  /// Replaces the endpoints live; connections to those that stay are kept.
  public func setEndpoints(_ endpoints: [Endpoint]) {
    core.setEndpoints(endpoints)
  }

  /// Speaks to one member, whether or not the balancer uses it.
  public func member(at endpoint: Endpoint) -> MemberClient {
    MemberClient(endpoint: endpoint, core: core)
  }

  /// Every open connection of every role, by endpoint in the configuration's order.
  public func connections() -> [ConnectionReport] {
    core.connectionReports()
  }

  /// How often connections of the role were established so far, those that are gone included.
  public func connectionsOpened(_ role: ConnectionRole) -> Int {
    core.openings.withLock { $0[role] ?? 0 }
  }

  /// Latencies per endpoint over the last 60 s and our own load on the cluster.
  public func traffic(at now: ContinuousClock.Instant) -> TrafficSnapshot {
    var snapshot = core.log.snapshot(at: now, order: core.balancer.endpoints)
    let connections = core.connectionReports()
    let choices = core.balancer.choices
    for index in snapshot.endpoints.indices {
      let endpoint = snapshot.endpoints[index].endpoint
      snapshot.endpoints[index].connections = connections.filter { $0.endpoint == endpoint }
      snapshot.endpoints[index].takesCalls = choices.contains(endpoint)
    }
    snapshot.policy = policy.rawValue
    snapshot.pickReason = core.balancer.pickReason
    snapshot.openWatches = leaderWatches.count + plainWatches.count
    return snapshot
  }

  /// The newest attempts of calls, oldest first: the last few thousand.
  public func recentCalls() -> [CallRecord] {
    core.log.recent()
  }

  /// Of the newest attempts those after this number, oldest first. Attempts are numbered from 1
  /// on; `last` is the number of the newest one.
  public func recentCalls(after number: Int) -> (records: [CallRecord], last: Int) {
    core.log.recent(after: number)
  }
}
