/// What a connection to an endpoint is for; each role is a TCP connection of its own.
public enum ConnectionRole: String, Hashable, Sendable, CaseIterable {
  /// Unary calls: opened and closed by the balancer's policy.
  case calls
  /// Watches and lease keepalives, apart from unary traffic so that neither starves the other.
  case streams
  /// The member-status service's.
  case status
}

/// gRPC's connectivity state of one connection, with the last failure in words.
public enum ConnectionState: Hashable, Sendable {
  case idle
  case connecting
  case ready
  /// The last attempt failed; the next one follows after a backoff.
  case transientFailure(reason: String)
  case closed
}

/// One connection as the screen shows it.
public struct ConnectionReport: Hashable, Sendable {
  public var endpoint: Endpoint
  public var role: ConnectionRole
  public var state: ConnectionState
  public var since: ContinuousClock.Instant
  /// Why the last attempt failed, kept after a recovery.
  public var lastFailure: String?
  /// When the next attempt is due, where it is known.
  public var nextAttempt: ContinuousClock.Instant?

  public init(
    endpoint: Endpoint, role: ConnectionRole, state: ConnectionState,
    since: ContinuousClock.Instant, lastFailure: String? = nil,
    nextAttempt: ContinuousClock.Instant? = nil
  ) {
    self.endpoint = endpoint
    self.role = role
    self.state = state
    self.since = since
    self.lastFailure = lastFailure
    self.nextAttempt = nextAttempt
  }
}
