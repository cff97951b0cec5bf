import EtcdModel

/// The members pane: the newest snapshot and what changed over time.
public struct MembersPane: Sendable {
  public internal(set) var snapshot: ClusterSnapshot?
  /// Newest last, at most `timelineLimit`.
  public internal(set) var timeline: [TimelineEntry] = []
  public internal(set) var cursor = ListCursor()

  static let timelineLimit = 500

  public init() {}
}

/// The latency pane: the newest reading of the client's own calls.
public struct LatencyPane: Sendable {
  public internal(set) var traffic: TrafficSnapshot?
  public internal(set) var cursor = ListCursor()

  public init() {}
}

/// Why an endpoint can't be used, and when that is tried again.
public struct EndpointTrouble: Hashable, Sendable {
  public var endpoint: Endpoint
  /// Foreign text.
  public var reason: String
  public var nextAttempt: ContinuousClock.Instant?
}
