public import EtcdModel
public import RPCCore

/// What a client is told once, at its birth; the names follow etcdctl's global flags.
public struct ClientConfiguration: Hashable, Sendable {
  /// Where the cluster is reached, in the order given; duplicates count once.
  public var endpoints: [Endpoint]
  /// Used by `https` and `unixs` endpoints, and by bare ones when present. A server name that is
  /// set here holds for every endpoint; nil means each endpoint's own host.
  public var tls: TLSSettings?
  /// Exchanged for a token before the first call; nil for clusters without auth.
  public var credentials: Credentials?
  /// A token that was issued elsewhere, such as a JWT: never renewed. Instead of credentials.
  public var token: String?
  public var policy: BalancerName
  /// How long one endpoint may take to accept a stream before another is tried.
  public var dialTimeout: Duration
  /// The deadline of a call that names none; it spans all its attempts.
  public var commandTimeout: Duration
  /// How often the endpoints are taken from the member list; nil keeps those given.
  public var autoSyncInterval: Duration?

  public init(
    endpoints: [Endpoint], tls: TLSSettings? = nil, credentials: Credentials? = nil,
    token: String? = nil, policy: BalancerName = .healthAware, dialTimeout: Duration = .seconds(2),
    commandTimeout: Duration = .seconds(5), autoSyncInterval: Duration? = nil
  ) {
    self.endpoints = endpoints
    self.tls = tls
    self.credentials = credentials
    self.token = token
    self.policy = policy
    self.dialTimeout = dialTimeout
    self.commandTimeout = commandTimeout
    self.autoSyncInterval = autoSyncInterval
  }
}

/// A user of etcd's own authentication.
public struct Credentials: Hashable, Sendable {
  public var user: String
  public var password: String

  public init(user: String, password: String) {
    self.user = user
    self.password = password
  }
}

/// What one call may say differently from the configuration.
public struct CallOptions: Sendable {
  /// The time for all attempts together; nil means the configuration's `commandTimeout`.
  public var timeout: Duration?
  /// Hears of a call that succeeded which endpoint answered, and in how many attempts; errors say
  /// so themselves.
  public var onAnswer: (@Sendable (Endpoint, _ attempts: Int) -> Void)?

  public init(
    timeout: Duration? = nil, onAnswer: (@Sendable (Endpoint, _ attempts: Int) -> Void)? = nil
  ) {
    self.timeout = timeout
    self.onAnswer = onAnswer
  }
}
