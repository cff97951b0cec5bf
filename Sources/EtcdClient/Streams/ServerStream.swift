import EtcdAPI
import EtcdModel
import RPCCore
import Synchronization

/// The answers to one request, one after the other. Not resumed: when it breaks, it throws.
final class ServerStream<Response: WireMessage>: Sendable {
  let endpoint: Endpoint
  private let stream: any RPCStream
  private let use: ConnectionUse
  /// The first answer until it is taken; nil within when the server had nothing to say.
  private let first: Mutex<[UInt8]??>

  init(_ stream: any RPCStream, first: [UInt8]?, on use: ConnectionUse) {
    endpoint = use.subconnection.endpoint
    self.stream = stream
    self.use = use
    self.first = Mutex(.some(first))
  }

  deinit { stream.cancel() }

  /// nil when the server has said everything. Cancelling the task cancels the stream.
  func next() async throws(EtcdError) -> Response? {
    let message: [UInt8]?
    do throws(RPCError) {
      if let first = first.withLock({ $0.take() }) {
        message = first
      } else {
        message = try await stream.receive()
      }
    } catch {
      throw EtcdError(
        error, on: endpoint, attempts: 1, isMutation: false,
        connectionFailure: use.subconnection.failure)
    }
    do throws(MalformedMessage) {
      return try message.map { bytes throws(MalformedMessage) in try Response(decoding: bytes) }
    } catch {
      throw .malformed(error, on: endpoint, isMutation: false)
    }
  }
}

extension ClientCore {
  /// Asks one member for many answers, on a connection of its own: bulk must starve neither the
  /// watches nor the member-status service.
  ///
  /// - Parameter timeout: for all answers together; nil relies on HTTP/2 keepalive, which ends a
  ///   stream whose member is gone.
  func serverStream<Request, Response>(
    _ method: RPCMethod<Request, Response>, _ request: Request, to endpoint: Endpoint,
    timeout: Duration?
  ) async throws(EtcdError) -> ServerStream<Response> {
    let carriesToken = mayCarryToken(endpoint)
    if carriesToken {
      try await freshenToken(isStale: false, until: .now + configuration.commandTimeout)
    }
    let use = ConnectionUse(of: endpoint, in: bulkConnections) {
      makeSubconnection(to: endpoint, role: .streams)
    }
    var attempts = 0
    while true {
      attempts += 1
      let (metadata, generation) = tokens.metadata(for: .local)
      let call = RPCCall(
        method: method.path, metadata: carriesToken ? metadata : Metadata(token: nil),
        deadline: timeout.map { .now + $0 })
      do throws(RPCError) {
        return try await open(call, request.encoded(), on: use)
      } catch {
        let disposition = Disposition(
          of: error, isRepeatable: false, hasAlternative: false,
          hasCredentials: carriesToken && tokens.hasCredentials)
        guard attempts == 1, disposition == .refreshToken else {
          throw EtcdError(
            error, on: endpoint, attempts: attempts, isMutation: false,
            connectionFailure: use.subconnection.failure)
        }
        try await refreshToken(after: generation, until: .now + configuration.commandTimeout)
      }
    }
  }

  /// Up to the first answer, which tells whether the server takes the call at all.
  private func open<Response>(
    _ call: RPCCall, _ request: [UInt8], on use: ConnectionUse
  ) async throws(RPCError) -> ServerStream<Response> {
    guard await use.subconnection.becomesReady(within: configuration.dialTimeout) else {
      throw RPCError(
        code: Task.isCancelled ? .cancelled : .unavailable,
        message: use.subconnection.failure ?? "no connection in time", neverLeft: true)
    }
    let stream = try use.subconnection.connection.stream(call)
    try await stream.send(request)
    try await stream.finishSending()
    return ServerStream(stream, first: try await stream.receive(), on: use)
  }

  /// The same from whichever member the balancer picks.
  func serverStream<Request, Response>(
    _ method: RPCMethod<Request, Response>, _ request: Request, need: CallNeed,
    options: CallOptions
  ) async throws(EtcdError) -> ServerStream<Response> {
    let deadline = ContinuousClock.now + (options.timeout ?? configuration.commandTimeout)
    let pick = PickRequest(need: need, isStream: true)
    let picked = try await subconnection(for: pick, attempts: 1, until: deadline)
    return try await serverStream(
      method, request, to: picked.endpoint, timeout: options.timeout)
  }
}
