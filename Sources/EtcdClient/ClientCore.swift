import EtcdAPI
import EtcdModel
import RPCCore
import Synchronization

/// What the services of one client share: the balancer, the connections of the other roles, the
/// token, the log of calls.
final class ClientCore: Sendable {
  /// The key that a probe reads, as `etcdctl endpoint health` does; it need not exist.
  static let probeKey = Key("health")

  /// A `HealthCheckResponse` whose status, field 1, is SERVING.
  private static let serving: [UInt8] = [0x08, 0x01]

  let configuration: ClientConfiguration
  let transport: any RPCTransport
  let balancer: Balancer
  let log = CallLog()
  let inFlight = InFlightCalls()
  let tokens: TokenKeeper
  let streamConnections = SharedConnections()
  let statusConnections = SharedConnections()
  /// Role *streams*, too, but for what is large and passes by.
  let bulkConnections = SharedConnections()
  let retries: Mutex<RetryState>
  let clusterID = Mutex<ClusterID?>(nil)
  let leaderHints = Mutex(LeaderHints())
  /// How often a connection was established.
  let openings = Mutex<[ConnectionRole: Int]>([:])
  private let streamMover = Mutex<(@Sendable (Endpoint) -> Void)?>(nil)
  private let followed = Mutex<Task<Void, Never>?>(nil)
  private let synced = Mutex<Task<Void, Never>?>(nil)

  /// What the calls' retries have in common.
  struct RetryState {
    var budget = RetryBudget()
    var random: SplitMix64
  }

  init(configuration: ClientConfiguration, transport: any RPCTransport, seed: UInt64) {
    self.configuration = configuration
    self.transport = transport
    tokens = TokenKeeper(credentials: configuration.credentials, token: configuration.token)
    retries = Mutex(RetryState(random: SplitMix64(seed: seed)))
    balancer = Balancer(
      name: configuration.policy, endpoints: configuration.endpoints,
      dialTimeout: configuration.dialTimeout, seed: seed)
  }

  /// - Parameter moveStreams: takes the streams away from an endpoint that can't serve them.
  func start(moveStreams: @escaping @Sendable (Endpoint) -> Void) {
    streamMover.withLock { $0 = moveStreams }
    balancer.start(for: self)
    inFlight.start { [weak balancer] in balancer?.silent($0, since: $1) }
    guard let interval = configuration.autoSyncInterval else { return }
    let task = Task { [weak self] in
      while (try? await Task.sleep(for: interval)) != nil { await self?.syncEndpoints() }
    }
    synced.withLock { $0 = task }
  }

  /// With none of the old endpoints left it may be another cluster.
  func setEndpoints(_ endpoints: [Endpoint]) {
    if Set(endpoints).isDisjoint(with: balancer.endpoints) { clusterID.withLock { $0 = nil } }
    balancer.setEndpoints(endpoints)
  }

  func follow(_ source: any HealthSource) {
    let task = Task { [weak self] in
      for await report in source.healthReports() { self?.balancer.advise(report) }
    }
    followed.withLock { former in
      defer { former = task }
      return former
    }?.cancel()
  }

  func shutDown() async {
    followed.withLock { $0.take() }?.cancel()
    synced.withLock { $0.take() }?.cancel()
    inFlight.stop()
    balancer.shutDown()
    streamConnections.shutDown()
    bulkConnections.shutDown()
    statusConnections.shutDown()
    streamMover.withLock { $0 = nil }
    await transport.shutDown()
  }
}

extension ClientCore: BalancerOwner {
  func makeSubconnection(to endpoint: Endpoint, role: ConnectionRole) -> Subconnection {
    let target = RPCTarget(endpoint, tls: configuration.tls)
    do {
      let connection = try transport.connection(to: target)
      return Subconnection(endpoint: endpoint, role: role, connection: connection) { [weak self] in
        self?.openings.withLock { $0[role, default: 0] += 1 }
      }
    } catch {
      let connection = UnusableConnection(target: target, reason: error.message)
      return Subconnection(endpoint: endpoint, role: role, connection: connection)
    }
  }

  func probe(_ subconnection: Subconnection, timeout: Duration) async -> Bool {
    let request = RangeRequest(range: .single(Self.probeKey), limit: 1, keysOnly: true)
    let result = await attempt(
      Attempt(
        method: RPCMethod.range.path, kind: .linearizableRead, message: request.encoded(),
        metadata: tokens.metadata(for: .consensus).metadata, deadline: .now + timeout, number: 1,
        isPicked: false),
      on: subconnection)
    switch result {
    case .success: return true
    case .failure(let error):
      // Who tells of a new leader has one.
      return error.code == .permissionDenied || ServerCondition(error.message) == .leaderChanged
    }
  }

  func checkHealth(_ subconnection: Subconnection, timeout: Duration) async -> Bool {
    // No service named: the server as a whole.
    let result = await attempt(
      Attempt(
        method: "/grpc.health.v1.Health/Check", kind: .status, message: [],
        metadata: Metadata(), deadline: .now + timeout, number: 1, isPicked: false),
      on: subconnection)
    switch result {
    case .success(let answer): return answer.message == Self.serving
    case .failure(let error): return error.code == .unimplemented
    }
  }

  func leave(_ endpoint: Endpoint) {
    streamMover.withLock { $0 }?(endpoint)
    for call in inFlight.calls(on: endpoint) { call.hedge(by: self) }
  }
}
