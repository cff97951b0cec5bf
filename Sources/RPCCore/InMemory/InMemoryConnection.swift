import Synchronization

/// A connection of `InMemoryTransport`.
final class InMemoryConnection: RPCConnection {
  private struct State {
    var isRefusing = false
    var running: [Int: @Sendable (RPCError) -> Void] = [:]
    var nextID = 0
  }

  let target: RPCTarget
  private let transport: InMemoryTransport
  private let publisher = ConnectivityPublisher()
  private let state = Mutex(State())

  init(to target: RPCTarget, of transport: InMemoryTransport) {
    self.target = target
    self.transport = transport
  }

  var connectivity: Connectivity { publisher.connectivity }

  var lastFailure: String? { publisher.lastFailure }

  func connectivityChanges() -> AsyncStream<Connectivity> { publisher.changes() }

  func connect() {
    guard connectivity == .idle else { return }
    enter(transport.withServer(target.address) { $0.reachability })
  }

  /// The address's reachability changed.
  func follow(_ reachability: Connectivity) {
    if connectivity != .idle { enter(reachability) }
  }

  private func enter(_ next: Connectivity) {
    guard let former = publisher.publish(next) else { return }
    if next == .closed {
      interrupt(RPCError(code: .cancelled, message: "the connection was closed"))
    } else if former == .ready {
      interrupt(RPCError(code: .unavailable, message: "the connection was lost"))
    }
  }

  private func interrupt(_ error: RPCError) {
    let interrupts = state.withLock { Array($0.running.values) }
    for interrupt in interrupts { interrupt(error) }
  }

  func unary(_ call: RPCCall, message: [UInt8]) async throws(RPCError) -> RPCResponse {
    if call.hasExpired { throw .tooLate }
    let response = FirstOutcome<RPCResponse>()
    let fail = { @Sendable (error: RPCError) in response.offer(.failure(error)) }
    let id = try begin(fail)
    let work = Task {
      do {
        try await self.waitUntilReady(for: call)
        let handler = self.transport.withServer(self.target.address) { server in
          server.activity.unaryCalls.append(call)
          return server.unary
        }
        guard let handler else { throw RPCError(unserved: call) }
        response.offer(.success(try await handler(call, message)))
      } catch {
        response.offer(.failure(RPCError(thrown: error)))
      }
    }
    let timer = expire(call, fail)
    defer {
      work.cancel()
      timer?.cancel()
      end(id)
    }
    let cancel = { @Sendable in
      self.noteCancelled()
      fail(RPCError(code: .cancelled, message: "cancelled"))
    }
    call.cancellation?.onCancel(cancel)
    defer { call.cancellation?.onCancel {} }
    return try await withTaskCancellationHandler {
      await response.value()
    } onCancel: {
      cancel()
    }.get()
  }

  func stream(_ call: RPCCall) throws(RPCError) -> any RPCStream {
    if call.hasExpired { throw .tooLate }
    let stream = InMemoryStream(onCancel: noteCancelled)
    let fail = { @Sendable (error: RPCError) in stream.end(error) }
    let id = try begin(fail)
    let timer = expire(call, fail)
    stream.serve(
      Task {
        do {
          try await self.waitUntilReady(for: call)
          let handler = self.transport.withServer(self.target.address) { server in
            server.activity.streamCalls.append(call)
            return server.stream
          }
          guard let handler else { throw RPCError(unserved: call) }
          try await handler(call, InMemoryServerStream(of: stream))
          stream.end(nil)
        } catch {
          stream.end(RPCError(thrown: error))
        }
        timer?.cancel()
        self.end(id)
      })
    return stream
  }

  func closeGracefully() {
    let isIdle = state.withLock { state in
      state.isRefusing = true
      return state.running.isEmpty
    }
    if isIdle { close() }
  }

  func close() {
    state.withLock { $0.isRefusing = true }
    guard connectivity != .closed else { return }
    enter(.closed)
    transport.forget(self)
  }

  private func begin(_ interrupt: @escaping @Sendable (RPCError) -> Void) throws(RPCError) -> Int {
    let id = state.withLock { state -> Int? in
      guard !state.isRefusing else { return nil }
      state.nextID += 1
      state.running[state.nextID] = interrupt
      return state.nextID
    }
    guard let id else { throw .closed }
    return id
  }

  private func end(_ id: Int) {
    let isLast = state.withLock { state in
      state.running.removeValue(forKey: id)
      return state.isRefusing && state.running.isEmpty
    }
    if isLast { close() }
  }

  private func waitUntilReady(for call: RPCCall) async throws(RPCError) {
    connect()
    for await connectivity in connectivityChanges() {
      switch connectivity {
      case .ready: return
      case .transientFailure(let reason) where !call.waitsForReady:
        throw RPCError(code: .unavailable, message: reason, neverLeft: true)
      case .closed: throw .closed
      case .idle, .connecting, .transientFailure: continue
      }
    }
    throw RPCError(code: .cancelled, message: "cancelled")
  }

  private func expire(
    _ call: RPCCall, _ fail: @escaping @Sendable (RPCError) -> Void
  ) -> Task<Void, Never>? {
    call.deadline.map { deadline in
      Task {
        guard (try? await Task.sleep(until: deadline, clock: .continuous)) != nil else { return }
        fail(RPCError(code: .deadlineExceeded, message: "Deadline Exceeded"))
      }
    }
  }

  private func noteCancelled() {
    transport.withServer(target.address) { $0.activity.cancelled += 1 }
  }
}

extension RPCError {
  fileprivate init(unserved call: RPCCall) {
    self.init(code: .unimplemented, message: "unknown method \(call.method)")
  }
}
