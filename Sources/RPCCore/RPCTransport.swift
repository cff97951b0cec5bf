/// The seam between the client core and the network: makes connections, one TCP connection each.
public protocol RPCTransport: Sendable {
  /// A connection of its own, idle until `connect()` or the first call.
  ///
  /// - Throws: `RPCError` with `.invalidArgument` and a sentence that names the fix when the target
  ///   can't be used at all, such as a certificate file that is missing or not PEM.
  func connection(to target: RPCTarget) throws(RPCError) -> any RPCConnection

  /// Closes every connection at once and returns when no thread, call or queue is left.
  func shutDown() async
}

/// gRPC's connectivity states.
public enum Connectivity: Hashable, Sendable {
  case idle
  case connecting
  case ready
  /// `reason` says in words why the last attempt failed.
  case transientFailure(reason: String)
  case closed
}

/// One connection to one target.
public protocol RPCConnection: AnyObject, Sendable {
  var target: RPCTarget { get }

  /// The state now.
  var connectivity: Connectivity { get }

  /// Why the last failed attempt to connect failed, in words; kept after a recovery.
  var lastFailure: String? { get }

  /// When the next attempt to connect starts; nil unless in transient failure, and where the
  /// transport doesn't know it.
  var nextAttempt: ContinuousClock.Instant? { get }

  /// The state now and every later one, the newest only for a slow reader; ends after `.closed`.
  /// Each call makes a stream of its own.
  func connectivityChanges() -> AsyncStream<Connectivity>

  /// Starts connecting and keeps the connection up from now on: a lost one is re-established with
  /// the transport's backoff.
  func connect()

  /// One request, one response. Fails at once, with `neverLeft`, when the connection is in
  /// transient failure and the call does not wait for it, or when its deadline has passed already.
  ///
  /// Cancelling the task cancels the call on the wire and throws `.cancelled`.
  func unary(_ call: RPCCall, message: [UInt8]) async throws(RPCError) -> RPCResponse

  /// A bidirectional stream; its headers are sent at once, unless its deadline has passed already.
  func stream(_ call: RPCCall) throws(RPCError) -> any RPCStream

  /// The certificate that the server shows new clients now, trusted or not, read by a handshake of
  /// its own beside the connection. nil without TLS, before the connection was tried, and when the
  /// server shows none in the time that an attempt to connect gets.
  func peerCertificate() async -> PeerCertificate?

  /// Refuses new calls and closes when the last running one has ended. Returns at once.
  func closeGracefully()

  /// Cancels what runs and closes.
  func close()
}

extension RPCConnection {
  public var nextAttempt: ContinuousClock.Instant? { nil }

  public func peerCertificate() async -> PeerCertificate? { nil }
}

/// What every call carries.
public struct RPCCall: Hashable, Sendable {
  /// The path, such as `/etcdserverpb.KV/Range`.
  public var method: String
  public var metadata: Metadata
  /// The end of the whole call. Streams may live for ever: nil, for them only.
  public var deadline: ContinuousClock.Instant?
  /// Waits for a connection until the deadline instead of failing at once.
  public var waitsForReady: Bool
  /// Ends a unary call from outside its task; streams have `cancel()`.
  public var cancellation: RPCCancellation?

  public init(
    method: String, metadata: Metadata = Metadata(), deadline: ContinuousClock.Instant?,
    waitsForReady: Bool = false, cancellation: RPCCancellation? = nil
  ) {
    self.method = method
    self.metadata = metadata
    self.deadline = deadline
    self.waitsForReady = waitsForReady
    self.cancellation = cancellation
  }

  /// Whether its time is over before it began: such a call fails with `.tooLate`.
  package var hasExpired: Bool { deadline.map { $0 <= .now } ?? false }
}

/// The answer to a unary call. Header and trailer fields are read of failures only, see
/// `RPCError.trailers`: nothing that succeeds needs them, and reading them costs each call.
public struct RPCResponse: Hashable, Sendable {
  public var message: [UInt8]

  public init(message: [UInt8]) {
    self.message = message
  }
}

/// A running bidirectional stream. One task sends, one receives; cancelling either task cancels
/// the stream on the wire.
public protocol RPCStream: AnyObject, Sendable {
  /// Returns when the core has taken the message, which is the stream's back-pressure.
  func send(_ message: [UInt8]) async throws(RPCError)

  /// No more messages will be sent.
  func finishSending() async throws(RPCError)

  /// The next message; nil when the server ended the stream with status OK.
  func receive() async throws(RPCError) -> [UInt8]?

  /// Ends the stream now; a pending `receive` throws `.cancelled`.
  func cancel()
}
