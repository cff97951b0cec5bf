/// Percentiles of the calls of a window; absent without a call.
public struct LatencySummary: Hashable, Sendable {
  public var count: Int
  public var p50: Duration
  public var p90: Duration
  public var p99: Duration
  public var max: Duration

  public init(count: Int, p50: Duration, p90: Duration, p99: Duration, max: Duration) {
    self.count = count
    self.p50 = p50
    self.p90 = p90
    self.p99 = p99
    self.max = max
  }
}

/// The calls of one kind to one endpoint.
public struct KindLatency: Hashable, Sendable {
  public var kind: CallRecord.Kind
  public var summary: LatencySummary
  /// The worst latency of each second of the window, oldest first; nil for one without a call.
  public var history: [Duration?]

  public init(kind: CallRecord.Kind, summary: LatencySummary, history: [Duration?] = []) {
    self.kind = kind
    self.summary = summary
    self.history = history
  }
}

/// What the latency pane shows for one endpoint.
public struct EndpointLatency: Hashable, Sendable {
  /// What percentiles, counts and histories span, in slices of a second.
  public static let window = Duration.seconds(60)
  /// What one value of `heat` spans.
  public static let heatSlot = Duration.seconds(10)

  public var endpoint: Endpoint
  public var connections: [ConnectionReport]
  /// Calls that the picker sent here, and their part of all picks (0…1).
  public var picks: Int
  public var share: Double
  /// The balancer sends linearizable requests here now.
  public var takesCalls: Bool
  public var inFlight: Int
  public var errors: Int
  public var retries: Int
  /// Calls that were sent here because another endpoint kept them waiting.
  public var hedges: Int
  /// Over the window; nil without a sample.
  public var p50: Duration?
  public var p90: Duration?
  public var p99: Duration?
  public var max: Duration?
  /// The worst latency of each past second, oldest first; nil for a second without a call.
  public var history: [Duration?]
  /// Each kind that was called within the window, in the order of `CallRecord.Kind`.
  public var kinds: [KindLatency]
  /// The p99 of each `heatSlot` of the past ten minutes, oldest first, the last one still filling;
  /// nil for one without a call. The columns of the heat map.
  public var heat: [Duration?]

  public init(
    endpoint: Endpoint, connections: [ConnectionReport] = [], picks: Int = 0, share: Double = 0,
    takesCalls: Bool = false, inFlight: Int = 0, errors: Int = 0, retries: Int = 0,
    hedges: Int = 0, p50: Duration? = nil,
    p90: Duration? = nil, p99: Duration? = nil, max: Duration? = nil, history: [Duration?] = [],
    kinds: [KindLatency] = [], heat: [Duration?] = []
  ) {
    self.endpoint = endpoint
    self.connections = connections
    self.picks = picks
    self.share = share
    self.takesCalls = takesCalls
    self.inFlight = inFlight
    self.errors = errors
    self.retries = retries
    self.hedges = hedges
    self.p50 = p50
    self.p90 = p90
    self.p99 = p99
    self.max = max
    self.history = history
    self.kinds = kinds
    self.heat = heat
  }
}
