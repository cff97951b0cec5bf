import RPCCore

/// The user's handle on a stream: dropping it cancels the stream.
final class GRPCStream: RPCStream {
  private let call: StreamCall
  private let explain: @Sendable (RPCError) -> RPCError

  init(_ call: StreamCall, explain: @escaping @Sendable (RPCError) -> RPCError) {
    self.call = call
    self.explain = explain
  }

  deinit { call.cancel() }

  func send(_ message: [UInt8]) async throws(RPCError) {
    if let error = await call.send(message) { throw explain(error) }
  }

  func finishSending() async throws(RPCError) {
    if let error = await call.finishSending() { throw explain(error) }
  }

  func receive() async throws(RPCError) -> [UInt8]? {
    switch await call.receive() {
    case .success(let message): return message
    case .failure(let error): throw explain(error)
    }
  }

  func cancel() { call.cancel() }
}
