/// How `GRPCTransport` keeps its connections.
public struct GRPCTransportOptions: Hashable, Sendable {
  /// The shortest pause between keepalive pings: what etcd's servers accept (5 s, their
  /// `--grpc-keepalive-min-time`) and a margin, for they close the connection when three pings
  /// come a moment too early.
  public static let shortestKeepaliveTime = Duration.milliseconds(5500)

  /// The pause after which a silent connection with a running call is pinged; never below
  /// `shortestKeepaliveTime`. The core doubles it when a server says "too_many_pings".
  public var keepaliveTime: Duration {
    didSet { keepaliveTime = max(keepaliveTime, Self.shortestKeepaliveTime) }
  }
  /// How long a ping may stay unanswered, and sent bytes unacknowledged, before the connection
  /// counts as lost.
  public var keepaliveTimeout: Duration
  /// Pings connections without a running call, too. etcd's servers count such pings as abuse
  /// (gRPC's `PermitWithoutStream` is off in them) and close the connection after the third.
  public var keepaliveWithoutCalls: Bool
  /// The time that one attempt to connect gets, TLS handshake included.
  public var connectTimeout: Duration
  public var backoff: Backoff
  /// A request that is larger fails before it is sent; nil leaves it to the server.
  public var maximumSentBytes: Int?
  /// A larger answer fails the call; nil takes any.
  public var maximumReceivedBytes: Int?

  public init(
    keepaliveTime: Duration = .seconds(10), keepaliveTimeout: Duration = .seconds(3),
    keepaliveWithoutCalls: Bool = false, connectTimeout: Duration = .seconds(2),
    backoff: Backoff = Backoff(), maximumSentBytes: Int? = nil, maximumReceivedBytes: Int? = nil
  ) {
    self.keepaliveTime = max(keepaliveTime, Self.shortestKeepaliveTime)
    self.keepaliveTimeout = keepaliveTimeout
    self.keepaliveWithoutCalls = keepaliveWithoutCalls
    self.connectTimeout = connectTimeout
    self.backoff = backoff
    self.maximumSentBytes = maximumSentBytes
    self.maximumReceivedBytes = maximumReceivedBytes
  }
}
