import EtcdModel
import RPCCore
import Synchronization

/// What is said on a stream that a `StreamLoop` keeps open.
protocol StreamUser: AnyObject, Sendable {
  /// A new stream is open: whatever matters has to be said again.
  func opened(on endpoint: Endpoint)
  /// - Throws: to leave this stream for a new one.
  func received(_ message: [UInt8], from endpoint: Endpoint) throws(EtcdError)
  /// The server ended the stream with this status; `broken` follows.
  func refused(_ error: RPCError, by endpoint: Endpoint)
  /// The stream ended, or none could be opened on the endpoint.
  func broken(reason: String, on endpoint: Endpoint)
}

extension StreamUser {
  func refused(_ error: RPCError, by endpoint: Endpoint) {}
}

/// Keeps one bidirectional stream open for as long as somebody needs it: picks an endpoint, opens
/// the stream on its *streams* connection, and starts again elsewhere, with backoff, when it breaks.
final class StreamLoop: Sendable {
  private struct State {
    var isNeeded = false
    var isRunning = false
    var endpoint: Endpoint?
    var stream: (any RPCStream)?
    var outbox: AsyncStream<[UInt8]>.Continuation?
    /// Why this side gave the stream up.
    var reason: String?
    var wantsNewToken = false
    var task: Task<Void, Never>?
  }

  private let core: ClientCore
  private let path: String
  private let requiresLeader: Bool
  private weak let user: (any StreamUser)?
  private let state = Mutex(State())

  init(core: ClientCore, path: String, requiresLeader: Bool, user: any StreamUser) {
    self.core = core
    self.path = path
    self.requiresLeader = requiresLeader
    self.user = user
  }

  /// Opens a stream, or lets go of it.
  func need(_ isNeeded: Bool) {
    let stream = state.withLock { state -> (any RPCStream)? in
      state.isNeeded = isNeeded
      if !isNeeded { return state.stream }
      if !state.isRunning {
        state.isRunning = true
        state.task = Task { await run() }
      }
      return nil
    }
    stream?.cancel()
  }

  /// Nothing happens while no stream is open: `opened` comes when there is one.
  func send(_ message: [UInt8]) {
    guard
      let (outbox, endpoint) = state.withLock({ state in
        state.outbox.flatMap { outbox in state.endpoint.map { (outbox, $0) } }
      })
    else { return }
    core.log.message(on: endpoint, bytes: message.count)
    outbox.yield(message)
  }

  /// Nothing more is said on the open stream; the server's answers go on.
  func finishSending() {
    state.withLock { $0.outbox }?.finish()
  }

  /// Leaves the open stream for a new one.
  func reopen(reason: String, refreshingToken: Bool = false) {
    state.withLock { state -> (any RPCStream)? in
      state.reason = reason
      if refreshingToken { state.wantsNewToken = true }
      return state.stream
    }?.cancel()
  }

  /// Leaves an endpoint, if the stream is there.
  func leave(_ endpoint: Endpoint) {
    guard state.withLock({ $0.endpoint == endpoint }) else { return }
    reopen(reason: "another member takes over from \(endpoint)")
  }

  func stop() {
    let task = state.withLock { state in
      state.isNeeded = false
      return state.task
    }
    task?.cancel()
  }

  private func run() async {
    var backoff = Backoff.stream
    var tried: [Endpoint] = []
    var random = SplitMix64(seed: .random(in: 0...UInt64.max))
    while let endpoint = await nextEndpoint(avoiding: tried) {
      let (reason, wasUseful) = await serve(on: endpoint)
      user?.broken(reason: reason, on: endpoint)
      tried =
        wasUseful || tried.count + 1 >= core.balancer.endpoints.count
        ? [endpoint] : tried + [endpoint]
      if wasUseful {
        backoff.reset()
      } else {
        try? await Task.sleep(for: backoff.next(using: &random))
      }
    }
  }

  /// nil when no stream is needed any more; the loop has ended then.
  private func nextEndpoint(avoiding tried: [Endpoint]) async -> Endpoint? {
    let goesOn = state.withLock { state in
      state.isRunning = state.isNeeded && !Task.isCancelled
      return state.isRunning
    }
    guard goesOn else { return nil }
    let request = PickRequest(need: .consensus, avoiding: tried, isStream: true)
    if let picked = await core.balancer.pick(request, until: nil) { return picked.endpoint }
    state.withLock { $0.isRunning = false }
    return nil
  }

  /// - Returns: why it ended, and whether the member ever said something on it.
  private func serve(on endpoint: Endpoint) async -> (reason: String, wasUseful: Bool) {
    let subconnection = core.streamConnections.acquire(endpoint) {
      core.makeSubconnection(to: endpoint, role: .streams)
    }
    defer { core.streamConnections.release(endpoint) }
    let timeout = core.configuration.dialTimeout
    guard await subconnection.becomesReady(within: timeout) else {
      return (subconnection.failure ?? "no connection within \(timeout)", false)
    }
    do throws(EtcdError) {
      try await renewToken()
    } catch {
      return (error.description, false)
    }

    let metadata = core.tokens.metadata(for: requiresLeader ? .consensus : .local).metadata
    let stream: any RPCStream
    do throws(RPCError) {
      stream = try subconnection.connection.stream(
        RPCCall(method: path, metadata: metadata, deadline: nil))
    } catch {
      return (error.message, false)
    }
    let (outgoing, outbox) = AsyncStream.makeStream(of: [UInt8].self)
    let isNeeded = state.withLock { state in
      state.endpoint = endpoint
      state.stream = stream
      state.outbox = outbox
      state.reason = nil
      return state.isNeeded
    }
    defer {
      state.withLock { state in
        state.endpoint = nil
        state.stream = nil
        state.outbox = nil
      }
    }
    guard isNeeded else {
      stream.cancel()
      return ("it is not needed any more", true)
    }
    user?.opened(on: endpoint)
    return await withTaskGroup(of: Void.self) { group in
      group.addTask {
        for await message in outgoing {
          guard (try? await stream.send(message)) != nil else { return }
        }
        try? await stream.finishSending()
      }
      let end = await receive(from: stream, on: endpoint)
      outbox.finish()
      group.cancelAll()
      return end
    }
  }

  private func receive(
    from stream: any RPCStream, on endpoint: Endpoint
  ) async -> (reason: String, wasUseful: Bool) {
    var wasUseful = false
    let reason: String
    do {
      while let message = try await stream.receive() {
        core.log.message(on: endpoint, bytes: message.count)
        try user?.received(message, from: endpoint)
        wasUseful = true
      }
      reason = "the server ended the stream"
    } catch let error as RPCError {
      if ServerCondition(error.message) == .staleToken {
        state.withLock { $0.wantsNewToken = true }
      }
      user?.refused(error, by: endpoint)
      reason = error.message.isEmpty ? "the stream broke" : error.message
    } catch {
      stream.cancel()
      reason = "\(error)"
    }
    return (state.withLock { $0.reason.take() } ?? reason, wasUseful)
  }

  private func renewToken() async throws(EtcdError) {
    let isStale = state.withLock { $0.wantsNewToken }
    let deadline = ContinuousClock.now + core.configuration.commandTimeout
    try await core.freshenToken(isStale: isStale, until: deadline)
    // Only now: the wish outlives a request that failed.
    state.withLock { $0.wantsNewToken = false }
  }
}
