import RPCCore
import Testing

@Suite("The transport without a network")
struct InMemoryTransportTests {
  let transport = InMemoryTransport()

  func connection(_ address: String = "a:1") throws -> any RPCConnection {
    try transport.connection(to: RPCTarget(address: address))
  }

  func call(_ method: String = "/s/M", within limit: Duration = .seconds(600)) -> RPCCall {
    RPCCall(method: method, deadline: .now + limit)
  }

  @Test("A unary call reaches its handler and is recorded at its address only")
  func unary() async throws {
    transport.serve("a:1", unary: { _, message in RPCResponse(message: message + [9]) })
    let response = try await connection().unary(call(), message: [1])
    #expect(response.message == [1, 9])
    #expect(transport.activity(of: "a:1").unaryCalls.map(\.method) == ["/s/M"])
    #expect(transport.activity(of: "b:1").unaryCalls.isEmpty)
  }

  @Test("A handler's error is the status of the call")
  func status() async throws {
    transport.serve("a:1", unary: { _, _ in throw RPCError(code: .notFound, message: "none") })
    let connection = try connection()
    await #expect(throws: RPCError(code: .notFound, message: "none")) {
      try await connection.unary(call(), message: [])
    }
  }

  @Test("A call in transient failure fails at once and has not left")
  func failsFast() async throws {
    transport.setReachability(.transientFailure(reason: "connection refused"), of: "a:1")
    let connection = try connection()
    let expected = RPCError(code: .unavailable, message: "connection refused", neverLeft: true)
    await #expect(throws: expected) { try await connection.unary(call(), message: []) }
    #expect(connection.lastFailure == "connection refused")
    #expect(transport.activity(of: "a:1").unaryCalls.isEmpty)
  }

  @Test("A call that waits for ready is answered when the address comes back")
  func waitsForReady() async throws {
    transport.setReachability(.transientFailure(reason: "connection refused"), of: "a:1")
    transport.serve("a:1", unary: { _, _ in RPCResponse(message: [7]) })
    let connection = try connection()
    var waiting = call()
    waiting.waitsForReady = true
    async let response = connection.unary(waiting, message: [])
    for await state in connection.connectivityChanges() {
      if case .transientFailure = state { break }
    }
    transport.setReachability(.ready, of: "a:1")
    #expect(try await response.message == [7])
  }

  @Test("The deadline ends a call, whether its handler hangs or it waits for a connection")
  func deadline() async throws {
    transport.serve("a:1", unary: { _, _ in try await hang() })
    transport.setReachability(.connecting, of: "b:1")
    for address in ["a:1", "b:1"] {
      let connection = try connection(address)
      let error = await failure {
        try await connection.unary(call(within: .milliseconds(20)), message: [])
      }
      #expect(error?.code == .deadlineExceeded)
      #expect(error?.neverLeft == false)
    }
  }

  @Test("Cancelling the task cancels the call and its handler")
  func cancellation() async throws {
    let started = AsyncStream.makeStream(of: Void.self)
    let ended = AsyncStream.makeStream(of: Void.self)
    transport.serve(
      "a:1",
      unary: { _, _ in
        started.continuation.yield()
        defer { ended.continuation.yield() }
        return try await hang()
      })
    let connection = try connection()
    let task = Task { try await connection.unary(call(), message: []) }
    for await _ in started.stream { break }
    task.cancel()
    #expect(await failure { try await task.value }?.code == .cancelled)
    for await _ in ended.stream { break }
    #expect(transport.activity(of: "a:1").cancelled == 1)
  }

  @Test("A call is cancelled from outside its task, also before it begins")
  func cancellationFromOutside() async throws {
    transport.serve("a:1", unary: { _, _ in try await hang() })
    let connection = try connection()
    var running = call()
    let cancellation = RPCCancellation()
    running.cancellation = cancellation
    let task = Task { [running] in try await connection.unary(running, message: []) }
    while transport.activity(of: "a:1").unaryCalls.isEmpty { await Task.yield() }
    cancellation.cancel()
    #expect(await failure { try await task.value }?.code == .cancelled)
    let late = await failure { try await connection.unary(running, message: []) }
    #expect(late?.code == .cancelled)
  }

  @Test("A lost connection fails what runs with unavailable, which may have left")
  func lost() async throws {
    let started = AsyncStream.makeStream(of: Void.self)
    transport.serve(
      "a:1",
      unary: { _, _ in
        started.continuation.yield()
        return try await hang()
      })
    let connection = try connection()
    let task = Task { try await connection.unary(call(), message: []) }
    for await _ in started.stream { break }
    transport.setReachability(.transientFailure(reason: "connection refused"), of: "a:1")
    let error = await failure { try await task.value }
    #expect(error?.code == .unavailable)
    #expect(error?.neverLeft == false)
  }

  @Test("Closing gracefully lets the running call end and refuses the next")
  func graceful() async throws {
    let started = AsyncStream.makeStream(of: Void.self)
    let release = AsyncStream.makeStream(of: Void.self)
    transport.serve(
      "a:1",
      unary: { _, _ in
        started.continuation.yield()
        for await _ in release.stream { break }
        return RPCResponse(message: [3])
      })
    let connection = try connection()
    let task = Task { try await connection.unary(call(), message: []) }
    for await _ in started.stream { break }
    connection.closeGracefully()
    let refused = await failure { try await connection.unary(call(), message: []) }
    #expect(refused?.neverLeft == true)
    #expect(connection.connectivity == .ready)
    release.continuation.yield()
    #expect(try await task.value.message == [3])
    for await state in connection.connectivityChanges() where state == .closed { break }
    #expect(transport.activity(of: "a:1").closed == 1)
  }

  @Test("Shutting down closes every connection once and refuses new ones")
  func shutDown() async throws {
    let first = try connection()
    let second = try connection("b:1")
    first.close()
    await transport.shutDown()
    #expect(second.connectivity == .closed)
    #expect(transport.activity(of: "a:1").closed == 1)
    #expect(transport.activity(of: "b:1").closed == 1)
    #expect(throws: RPCError.self) { try connection() }
  }
}

/// Returns by cancellation only.
private func hang() async throws -> RPCResponse {
  try await Task.sleep(for: .seconds(60))
  return RPCResponse(message: [])
}

func failure<Value>(of body: () async throws -> Value) async -> RPCError? {
  do {
    _ = try await body()
    return nil
  } catch {
    return error as? RPCError
  }
}
