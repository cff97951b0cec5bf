import EtcdModel

/// The members pane: the newest snapshot and what changed over time.
public struct MembersPane: Sendable {
  public enum Mode: Hashable, Sendable {
    case table
    /// Member by what it believes and answers.
    case matrix
  }

  public internal(set) var snapshot: ClusterSnapshot?
  /// Newest last, at most `timelineLimit`.
  public internal(set) var timeline: [TimelineEntry] = []
  public internal(set) var cursor = ListCursor()
  public internal(set) var mode = Mode.table
  /// Newest last, at most `hashCheckLimit`.
  public internal(set) var hashChecks: [HashCheck] = []
  /// The check that runs.
  public internal(set) var hashing: Hashing?

  static let timelineLimit = 500
  static let hashCheckLimit = 100

  public init() {}

  public var selected: MemberSnapshot? {
    guard let members = snapshot?.members, members.indices.contains(cursor.selected) else {
      return nil
    }
    return members[cursor.selected]
  }

  /// The newest check, when members held different data in it.
  public var divergence: HashCheck? {
    guard let check = hashChecks.last, case .diverged = check.conclusion else { return nil }
    return check
  }
}

/// Members that read their keyspaces, one after the other.
public struct Hashing: Hashable, Sendable {
  let request: RequestID
  public let since: ContinuousClock.Instant
  /// Who reads, and how many have read before.
  public internal(set) var progress: HashCheck.Progress?
}

/// The latency pane: the newest reading of the client's own calls.
public struct LatencyPane: Sendable {
  public enum Mode: Hashable, Sendable, CaseIterable {
    case endpoints
    /// What each kind of call costs on each endpoint.
    case kinds
    /// Endpoint by time, the p99 as a shade.
    case heat
    /// Where the balancer sends calls, and why.
    case picks
  }

  public internal(set) var traffic: TrafficSnapshot?
  public internal(set) var cursor = ListCursor()
  public internal(set) var mode = Mode.endpoints
  /// Our newest calls, oldest first, at most `callLimit`; read while something shows them.
  public internal(set) var calls: [CallRecord] = []
  /// The number of the newest one.
  var lastCall = 0

  static let callLimit = ListOverlay.limit

  public init() {}
}

/// Why an endpoint can't be used, and when that is tried again.
public struct EndpointTrouble: Hashable, Sendable {
  public var endpoint: Endpoint
  /// Foreign text.
  public var reason: String
  public var nextAttempt: ContinuousClock.Instant?
}
