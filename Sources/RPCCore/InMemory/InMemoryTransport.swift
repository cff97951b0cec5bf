import Synchronization

/// A transport without a network, for tests: each address is served by closures.
///
/// ```swift
/// let transport = InMemoryTransport()
/// transport.serve("a:2379", unary: { call, message in RPCResponse(message: message) })
/// transport.setReachability(.transientFailure(reason: "connection refused"), of: "b:2379")
/// ```
/// It behaves as the network does: a connection is idle until `connect()` or its first call, calls
/// wait while it is connecting and fail at once in transient failure, and all that runs fails with
/// `.unavailable` when an address stops being ready. Deadlines and cancellation are honoured even
/// when a handler ignores them. An address without a handler answers `.unimplemented`.
public final class InMemoryTransport: RPCTransport {
  /// Answers one call. An `RPCError` thrown is the call's status; any other error is `.unknown`.
  public typealias UnaryHandler = @Sendable (RPCCall, [UInt8]) async throws -> RPCResponse

  /// Serves one stream: returning ends it with status OK, throwing as with `UnaryHandler`. Its task
  /// is cancelled when the client cancels or the connection is lost.
  public typealias StreamHandler = @Sendable (RPCCall, InMemoryServerStream) async throws -> Void

  /// What happened at one address so far.
  public struct Activity: Sendable {
    /// The target of every connection made, in order.
    public internal(set) var opened: [RPCTarget] = []
    /// How many of them were closed again.
    public internal(set) var closed = 0
    /// Calls that reached the address, in order.
    public internal(set) var unaryCalls: [RPCCall] = []
    public internal(set) var streamCalls: [RPCCall] = []
    /// Calls and streams that ended because the client cancelled them.
    public internal(set) var cancelled = 0
  }

  struct Server {
    var unary: UnaryHandler?
    var stream: StreamHandler?
    var reachability = Connectivity.ready
    var activity = Activity()
    var connections: [InMemoryConnection] = []
  }

  private struct State {
    var servers: [String: Server] = [:]
    var isShutDown = false
  }

  private let state = Mutex(State())

  public init() {}

  /// Sets the handlers of an address; nil leaves the former one in place.
  public func serve(
    _ address: String, unary: UnaryHandler? = nil, stream: StreamHandler? = nil
  ) {
    withServer(address) { server in
      if let unary { server.unary = unary }
      if let stream { server.stream = stream }
    }
  }

  /// The state that connections to an address are in once they connect: `.ready` from the start.
  /// Applies at once to those that have connected or are trying to.
  public func setReachability(_ connectivity: Connectivity, of address: String) {
    let connections = withServer(address) { server in
      server.reachability = connectivity
      return server.connections
    }
    for connection in connections { connection.follow(connectivity) }
  }

  public func activity(of address: String) -> Activity {
    withServer(address) { $0.activity }
  }

  public func connection(to target: RPCTarget) throws(RPCError) -> any RPCConnection {
    let connection = InMemoryConnection(to: target, of: self)
    let accepted = state.withLock { state in
      guard !state.isShutDown else { return false }
      state.servers[target.address, default: Server()].connections.append(connection)
      state.servers[target.address]?.activity.opened.append(target)
      return true
    }
    guard accepted else { throw .closed }
    return connection
  }

  public func shutDown() async {
    let connections = state.withLock { state in
      state.isShutDown = true
      return state.servers.values.flatMap(\.connections)
    }
    for connection in connections { connection.close() }
  }

  func withServer<Value: Sendable>(_ address: String, _ body: (inout Server) -> Value) -> Value {
    state.withLock { body(&$0.servers[address, default: Server()]) }
  }

  func forget(_ connection: InMemoryConnection) {
    withServer(connection.target.address) { server in
      let before = server.connections.count
      server.connections.removeAll { $0 === connection }
      server.activity.closed += before - server.connections.count
    }
  }
}

extension RPCError {
  static let closed = RPCError(
    code: .unavailable, message: "the connection is closed", neverLeft: true)

  /// The status that a handler's error stands for.
  init(thrown error: any Error) {
    switch error {
    case let error as RPCError: self = error
    case is CancellationError: self.init(code: .cancelled, message: "cancelled")
    default: self.init(code: .unknown, message: "\(error)")
    }
  }
}
