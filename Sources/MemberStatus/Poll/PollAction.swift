public import EtcdModel

/// What the machine wants done.
public enum PollAction: Hashable, Sendable {
  /// Ask, and hand the outcome back as `PollInput.outcome`, which must come before long after the
  /// request's timeout.
  case send(PollRequest)
  /// Hand in `PollInput.wake` then; an earlier wish is void.
  case wake(at: ContinuousClock.Instant)
  case publish(ClusterSnapshot)
  /// This process, or its machine, did not run for so long; nothing that failed meanwhile counts.
  case tellOfSleep(Duration)
}

/// One question to one member.
public struct PollRequest: Hashable, Sendable, Identifiable {
  public enum Kind: Hashable, Sendable {
    case status
    case linearizableRead
    case serializableRead
    case memberList
    case alarms
    /// The TLS certificate that it shows: a handshake beside the connection, and no call.
    case certificate
  }

  public let id: Int
  public let endpoint: Endpoint
  public let kind: Kind
  public let timeout: Duration
}

/// What happened.
public enum PollInput: Hashable, Sendable {
  case start
  case wake
  /// The connection's state is that after the request.
  case outcome(PollRequest, PollOutcome, connection: ConnectionState)
  /// Ask everything now.
  case refresh
  /// The endpoints that the user gave, in order.
  case endpoints([Endpoint])
}

public enum PollOutcome: Hashable, Sendable {
  case status(StatusReport)
  /// The probe read succeeded, whether or not there is such a key.
  case read
  case members([Member])
  case alarms([Alarm])
  /// nil when none is shown.
  case certificate(MemberCertificate?)
  case failure(PollFailure)
}

/// Why a question got no answer, as far as the verdicts care.
public struct PollFailure: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// No connection, or it broke.
    case connection
    case timedOut
    /// The member answered that we lack the right: for a read, the path is proven.
    case denied
    /// The member answered with another error.
    case server
  }

  public var kind: Kind
  /// Foreign text.
  public var words: String

  public init(_ kind: Kind, words: String) {
    self.kind = kind
    self.words = words
  }
}
