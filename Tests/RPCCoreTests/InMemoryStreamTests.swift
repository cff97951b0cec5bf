import RPCCore
import Testing

@Suite("Streams without a network")
struct InMemoryStreamTests {
  let transport = InMemoryTransport()
  let call = RPCCall(method: "/s/W", deadline: nil)

  func stream() throws -> any RPCStream {
    try transport.connection(to: RPCTarget(address: "a:1")).stream(call)
  }

  @Test("Messages go both ways, and the handler's return ends the stream with OK")
  func echo() async throws {
    transport.serve(
      "a:1",
      stream: { _, stream in
        while let message = await stream.receive() { stream.send(message + [0]) }
      })
    let stream = try stream()
    try await stream.send([1])
    #expect(try await stream.receive() == [1, 0])
    try await stream.send([2])
    try await stream.finishSending()
    #expect(try await stream.receive() == [2, 0])
    #expect(try await stream.receive() == nil)
    #expect(transport.activity(of: "a:1").streamCalls == [call])
  }

  @Test("A handler's error comes after the messages before it")
  func status() async throws {
    transport.serve(
      "a:1",
      stream: { _, stream in
        stream.send([1])
        throw RPCError(code: .aborted, message: "moved")
      })
    let stream = try stream()
    #expect(try await stream.receive() == [1])
    #expect(await failure { try await stream.receive() }?.code == .aborted)
    #expect(await failure { try await stream.send([2]) }?.code == .aborted)
  }

  @Test("Cancelling ends a pending receive and the handler")
  func cancel() async throws {
    let ended = AsyncStream.makeStream(of: Void.self)
    transport.serve(
      "a:1",
      stream: { _, stream in
        stream.send([1])
        #expect(await stream.receive() == nil)
        ended.continuation.yield()
      })
    let stream = try stream()
    #expect(try await stream.receive() == [1])
    let receiving = Task { try await stream.receive() }
    receiving.cancel()
    #expect(await failure { try await receiving.value }?.code == .cancelled)
    for await _ in ended.stream { break }
    #expect(transport.activity(of: "a:1").cancelled == 1)
  }

  @Test("A lost connection ends the stream with unavailable")
  func lost() async throws {
    transport.serve(
      "a:1",
      stream: { _, stream in
        stream.send([1])
        _ = await stream.receive()
      })
    let stream = try stream()
    #expect(try await stream.receive() == [1])
    transport.setReachability(.transientFailure(reason: "connection refused"), of: "a:1")
    #expect(await failure { try await stream.receive() }?.code == .unavailable)
  }
}
