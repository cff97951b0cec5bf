public import EtcdModel
public import RPCCore

final class ClientCore: Sendable {}

/// The client of one etcd cluster: balancer, retries, watches and leases over a transport.
///
/// `start()` opens connections; `shutDown()` must be called in the end.
public final class EtcdClient: Sendable {
  public let configuration: ClientConfiguration
  let core: ClientCore

  /// The client takes the transport over: `shutDown()` ends it too.
  public init(configuration: ClientConfiguration, transport: any RPCTransport) {
    self.configuration = configuration
    self.core = ClientCore()
  }

  /// Opens the connections that the policy wants. Returns at once; calls wait for a connection.
  public func start() {}

  /// Ends every watch and lease keeper, cancels what runs and closes all connections.
  public func shutDown() async {}

  /// Takes the source's advice from now on, instead of an earlier one's.
  public func follow(_ source: any HealthSource) {}

  /// Switches the balancer live; no call is dropped.
  public func setPolicy(_ policy: BalancerName) {}

  /// Replaces the endpoints live; connections to those that stay are kept.
  public func setEndpoints(_ endpoints: [Endpoint]) {}

  /// Speaks to one member, whether or not the balancer uses it.
  public func member(at endpoint: Endpoint) -> MemberClient {
    MemberClient(endpoint: endpoint, core: core)
  }

  /// Watches a range. Survives disconnects; see `WatchUpdate` for what it tells about them.
  public func watch(_ request: WatchRequest) -> WatchSubscription {
    let sink = WatchSink(eventLimit: request.bufferedEvents, byteLimit: request.bufferedBytes)
    return WatchSubscription(sink: sink) {}
  }

  /// Keeps a lease alive; several keepers of one lease share the renewals.
  public func keepAlive(_ lease: LeaseID) -> LeaseKeeper {
    LeaseKeeper(lease: lease, updates: AsyncStream { $0.finish() }) {}
  }

  /// Every open connection of every role, by endpoint in the configuration's order.
  public func connections() -> [ConnectionReport] { [] }

  /// Latencies per endpoint over the last 60 s and our own load on the cluster.
  public func traffic(at now: ContinuousClock.Instant) -> TrafficSnapshot {
    TrafficSnapshot(takenAt: now)
  }
}
