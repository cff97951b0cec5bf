import RPCCore

/// A connection on one channel of the core.
final class GRPCConnection: RPCConnection {
  let target: RPCTarget
  private let channel: Channel
  private let queue: CompletionQueue
  private let monitor: ConnectivityMonitor
  private let readCertificate: @Sendable (_ peer: String) async -> PeerCertificate?

  init(
    to target: RPCTarget, channel: Channel, queue: CompletionQueue, monitor: ConnectivityMonitor,
    readCertificate: @escaping @Sendable (_ peer: String) async -> PeerCertificate?
  ) {
    self.target = target
    self.channel = channel
    self.queue = queue
    self.monitor = monitor
    self.readCertificate = readCertificate
    monitor.start()
  }

  deinit { close() }

  var connectivity: Connectivity { channel.publisher.connectivity }

  var lastFailure: String? { channel.publisher.lastFailure }

  var nextAttempt: ContinuousClock.Instant? { monitor.nextAttempt }

  func connectivityChanges() -> AsyncStream<Connectivity> { channel.publisher.changes() }

  func connect() { monitor.handle(.connectRequested) }

  func peerCertificate() async -> PeerCertificate? {
    guard target.security != .plaintext, let peer = channel.peer else { return nil }
    return await readCertificate(peer)
  }

  func unary(_ call: RPCCall, message: [UInt8]) async throws(RPCError) -> RPCResponse {
    switch await UnaryCall(on: channel, queue).run(call, message: message) {
    case .success(let response): return response
    case .failure(let error): throw explain(error)
    }
  }

  func stream(_ call: RPCCall) throws(RPCError) -> any RPCStream {
    let stream = StreamCall(on: channel, queue)
    try stream.start(call)
    return GRPCStream(stream, explain: explain)
  }

  /// A call that failed because there is no connection says why in the connection's words.
  private func explain(_ error: RPCError) -> RPCError {
    guard error.neverLeft, error.code == .unavailable, error != .closed else { return error }
    var explained = error
    explained.message = monitor.text(for: error.message)
    return explained
  }

  func closeGracefully() { channel.closeGracefully() }

  func close() { channel.close() }
}
