import EtcdAPI
import EtcdModel
import RPCCore

/// The answers to one request, one after the other. Not resumed: when it breaks, it throws.
final class ServerStream<Response: WireMessage>: Sendable {
  let endpoint: Endpoint
  private let stream: any RPCStream
  private let subconnection: Subconnection
  private let onEnd: @Sendable () -> Void

  init(
    _ stream: any RPCStream, on subconnection: Subconnection, onEnd: @escaping @Sendable () -> Void
  ) {
    endpoint = subconnection.endpoint
    self.stream = stream
    self.subconnection = subconnection
    self.onEnd = onEnd
  }

  deinit {
    stream.cancel()
    onEnd()
  }

  /// nil when the server has said everything. Cancelling the task cancels the stream.
  func next() async throws(EtcdError) -> Response? {
    let message: [UInt8]?
    do throws(RPCError) {
      message = try await stream.receive()
    } catch {
      throw EtcdError(
        error, on: endpoint, attempts: 1, isMutation: false,
        connectionFailure: subconnection.failure)
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
    if mayCarryToken(endpoint) {
      try await ensureToken(until: .now + configuration.commandTimeout)
    }
    let subconnection = bulkConnections.acquire(endpoint) {
      makeSubconnection(to: endpoint, role: .streams)
    }
    let release = { @Sendable [bulkConnections] in bulkConnections.release(endpoint) }
    do throws(RPCError) {
      guard await subconnection.becomesReady(within: configuration.dialTimeout) else {
        throw RPCError(
          code: Task.isCancelled ? .cancelled : .unavailable,
          message: subconnection.failure ?? "no connection in time", neverLeft: true)
      }
      let metadata =
        mayCarryToken(endpoint) ? tokens.metadata(for: .local).metadata : Metadata(token: nil)
      let stream = try subconnection.connection.stream(
        RPCCall(method: method.path, metadata: metadata, deadline: timeout.map { .now + $0 }))
      let answers = ServerStream<Response>(stream, on: subconnection, onEnd: release)
      try await stream.send(request.encoded())
      try await stream.finishSending()
      return answers
    } catch {
      throw EtcdError(
        error, on: endpoint, attempts: 1, isMutation: false,
        connectionFailure: subconnection.failure)
    }
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
