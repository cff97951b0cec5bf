/// One attempt of one call, as the client core records it in its bounded ring.
public struct CallRecord: Hashable, Sendable {
  /// What the latency pane groups by.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case status
    case serializableRead = "serializable read"
    case linearizableRead = "linearizable read"
    case write
    case other
  }

  public var endpoint: Endpoint
  public var role: ConnectionRole
  /// The gRPC path, such as `/etcdserverpb.KV/Range`.
  public var method: String
  public var kind: Kind
  public var startedAt: ContinuousClock.Instant
  public var latency: Duration
  public var bytesSent: Int
  public var bytesReceived: Int
  /// The gRPC status code; 0 is success.
  public var statusCode: Int
  /// The server's or transport's words when it failed: foreign text.
  public var failure: String?
  /// 1 for the first attempt of a call.
  public var attempt: Int
  /// Sent beside an attempt that stayed unanswered for too long, not after its end.
  public var isHedge: Bool

  public init(
    endpoint: Endpoint, role: ConnectionRole, method: String, kind: Kind,
    startedAt: ContinuousClock.Instant, latency: Duration, bytesSent: Int, bytesReceived: Int,
    statusCode: Int, failure: String? = nil, attempt: Int = 1, isHedge: Bool = false
  ) {
    self.endpoint = endpoint
    self.role = role
    self.method = method
    self.kind = kind
    self.startedAt = startedAt
    self.latency = latency
    self.bytesSent = bytesSent
    self.bytesReceived = bytesReceived
    self.statusCode = statusCode
    self.failure = failure
    self.attempt = attempt
    self.isHedge = isHedge
  }
}

/// The latency pane and the politeness meter at one moment: one reading of the ring of records.
public struct TrafficSnapshot: Hashable, Sendable {
  public var takenAt: ContinuousClock.Instant
  /// The active balancer policy by its name.
  public var policy: String
  /// Which endpoints the policy sends calls to at present and why, in one sentence.
  public var pickReason: String
  public var endpoints: [EndpointLatency]
  /// Our own load on the cluster, over the last seconds.
  public var rpcPerSecond: Double
  public var bytesPerSecond: Double
  public var openWatches: Int

  public init(
    takenAt: ContinuousClock.Instant, policy: String = "", pickReason: String = "",
    endpoints: [EndpointLatency] = [],
    rpcPerSecond: Double = 0, bytesPerSecond: Double = 0, openWatches: Int = 0
  ) {
    self.takenAt = takenAt
    self.policy = policy
    self.pickReason = pickReason
    self.endpoints = endpoints
    self.rpcPerSecond = rpcPerSecond
    self.bytesPerSecond = bytesPerSecond
    self.openWatches = openWatches
  }
}
