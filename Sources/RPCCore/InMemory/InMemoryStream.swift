import Synchronization

/// The client's end of a stream of `InMemoryTransport`.
final class InMemoryStream: RPCStream {
  let toServer = Mailbox()
  let toClient = Mailbox()
  private let server = Mutex<Task<Void, Never>?>(nil)
  private let onCancel: @Sendable () -> Void

  init(onCancel: @escaping @Sendable () -> Void) {
    self.onCancel = onCancel
  }

  func serve(_ task: Task<Void, Never>) {
    server.withLock { $0 = task }
    if toClient.failure != nil { task.cancel() }
  }

  func send(_ message: [UInt8]) async throws(RPCError) {
    if Task.isCancelled { cancel() }
    if let failure = toClient.failure { throw failure }
    toServer.put(message)
  }

  func finishSending() async throws(RPCError) {
    if let failure = toClient.failure { throw failure }
    toServer.finish()
  }

  func receive() async throws(RPCError) -> [UInt8]? {
    try await toClient.take { self.cancel() }
  }

  func cancel() {
    if toClient.failure == nil { onCancel() }
    toClient.finish(RPCError(code: .cancelled, message: "cancelled"), discarding: true)
    end(nil)
  }

  /// The server's status, nil for OK, or what cut the stream off.
  func end(_ status: RPCError?) {
    toClient.finish(status)
    toServer.finish()
    server.withLock { $0 }?.cancel()
  }
}

/// The server's end of a stream of `InMemoryTransport`, for its `StreamHandler`.
public struct InMemoryServerStream: Sendable {
  private let stream: InMemoryStream

  init(of stream: InMemoryStream) {
    self.stream = stream
  }

  public func send(_ message: [UInt8]) {
    stream.toClient.put(message)
  }

  /// The client's next message; nil when it sends no more, cancelled, or was cut off.
  public func receive() async -> [UInt8]? {
    try? await stream.toServer.take { stream.toServer.finish() }
  }
}
