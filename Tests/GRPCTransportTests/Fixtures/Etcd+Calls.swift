import EtcdAPI
import EtcdModel
import GRPCTransport
import RPCCore
import Testing

extension RPCConnection {
  /// A call of etcd's API on this very connection.
  func call<Request, Response>(
    _ method: RPCMethod<Request, Response>, _ request: Request,
    within limit: Duration = .seconds(20), waitsForReady: Bool = true
  ) async throws -> Response {
    let call = RPCCall(
      method: method.path, deadline: .now + limit, waitsForReady: waitsForReady)
    return try Response(decoding: try await unary(call, message: request.encoded()).message)
  }

  /// The states from now on until one fulfils the condition, that one included.
  func states(until condition: (Connectivity) -> Bool) async -> [Connectivity] {
    var states: [Connectivity] = []
    for await state in connectivityChanges() {
      states.append(state)
      if condition(state) { return states }
    }
    return states
  }

  /// The reason of the first transient failure after `connect()`.
  func reasonOfFailure() async -> String? {
    connect()
    let states = await states { state in
      if case .transientFailure = state { true } else { state == .ready }
    }
    if case .transientFailure(let reason) = states.last { return reason }
    return nil
  }
}

/// Runs a body with a transport, and shuts that down whatever happens.
func withTransport<Value>(
  _ options: GRPCTransportOptions = GRPCTransportOptions(),
  _ body: (GRPCTransport) async throws -> Value
) async throws -> Value {
  let transport = try GRPCTransport(options: options)
  do {
    let value = try await body(transport)
    await transport.shutDown()
    return value
  } catch {
    await transport.shutDown()
    throw error
  }
}

/// Runs a body with a server and one connection to it.
func withConnection<Value>(
  _ options: GRPCTransportOptions = GRPCTransportOptions(),
  _ body: (any RPCConnection, EtcdServer) async throws -> Value
) async throws -> Value {
  try await withServer { server in
    try await withTransport(options) { transport in
      try await body(transport.connection(to: RPCTarget(address: server.address)), server)
    }
  }
}

func failure<Value>(of body: () async throws -> Value) async -> RPCError? {
  do {
    _ = try await body()
    return nil
  } catch {
    return error as? RPCError
  }
}
