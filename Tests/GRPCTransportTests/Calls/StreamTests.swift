import EtcdAPI
import EtcdModel
import GRPCTransport
import RPCCore
import TestSupport
import Testing

@Suite("Streams on a real server", .serialized)
struct StreamTests {
  let call = RPCCall(
    method: "/etcdserverpb.Watch/Watch", deadline: nil, waitsForReady: true)
  let watchA = WatchRequest.create(WatchCreateRequest(range: .single(Key("a")))).encoded()

  /// A stream on which the server has accepted a watch.
  func watch(_ connection: any RPCConnection) async throws -> any RPCStream {
    let stream = try connection.stream(call)
    try await stream.send(watchA)
    let created = try await receive(stream)
    #expect(created?.isCreated == true)
    return stream
  }

  func receive(_ stream: any RPCStream) async throws -> WatchResponse? {
    try await stream.receive().map { try WatchResponse(decoding: $0) }
  }

  @Test("A watch delivers events, and takes more requests meanwhile")
  func events() async throws {
    try await withConnection { connection, _ in
      let stream = try await watch(connection)
      for number in 0..<100 {
        let put = PutRequest(key: Key("a"), value: Array("\(number)".utf8))
        _ = try await connection.call(.put, put)
      }
      var values: [String] = []
      while values.count < 100, let response = try await receive(stream) {
        values += response.events.map { String(decoding: $0.keyValue.value, as: UTF8.self) }
      }
      #expect(values == (0..<100).map(String.init))
      try await stream.send(WatchRequest.progress.encoded())
      #expect(try await receive(stream)?.events.isEmpty == true)
    }
  }

  @Test("When the client sends no more, a keepalive stream ends with OK")
  func end() async throws {
    try await withConnection { connection, _ in
      let stream = try connection.stream(
        RPCCall(method: "/etcdserverpb.Lease/LeaseKeepAlive", deadline: nil, waitsForReady: true))
      try await stream.send(LeaseKeepAliveRequest(id: LeaseID(1)).encoded())
      #expect(try await stream.receive() != nil)
      try await stream.finishSending()
      #expect(try await stream.receive() == nil)
      #expect(try await stream.receive() == nil)
      #expect(await failure { try await stream.send([]) }?.code == .unavailable)
    }
  }

  @Test("Cancelling a receiving task ends the stream here and at the server")
  func cancellation() async throws {
    try await withConnection { connection, server in
      let stream = try await watch(connection)
      let receiving = Task { try await stream.receive() }
      receiving.cancel()
      #expect(await failure { try await receiving.value }?.code == .cancelled)
      #expect(await failure { try await stream.send(watchA) }?.code == .cancelled)
      try await untilNoStream(at: server)
    }
  }

  @Test("Dropping a stream ends it at the server")
  func dropped() async throws {
    try await withConnection { connection, server in
      _ = try await watch(connection)
      try await untilNoStream(at: server)
    }
  }

  private func untilNoStream(at server: EtcdServer) async throws {
    try await until("the server has no watch stream") {
      try metric(of: server, "etcd_debugging_mvcc_watch_stream_total") == 0
    }
  }

  @Test("A lost connection ends the stream with unavailable")
  func lost() async throws {
    try await withConnection { connection, server in
      let stream = try await watch(connection)
      async let error = failure { try await stream.receive() }
      try await server.inject(.kill)
      #expect(await error?.code == .unavailable)
      #expect(await error?.neverLeft == false)
    }
  }

  @Test("A deadline ends a stream, too")
  func deadline() async throws {
    try await withConnection { connection, _ in
      var call = call
      call.deadline = .now + .milliseconds(100)
      let stream = try connection.stream(call)
      #expect(await failure { try await stream.receive() }?.code == .deadlineExceeded)
    }
  }

  @Test("Keepalive finds out a server that hangs without a word")
  func keepalive() async throws {
    let options = GRPCTransportOptions(
      keepaliveTime: GRPCTransportOptions.shortestKeepaliveTime,
      keepaliveTimeout: .milliseconds(500))
    try await withConnection(options) { connection, server in
      let stream = try await watch(connection)
      try await server.inject(.pause)
      let error = await failure { try await stream.receive() }
      #expect(error?.code == .unavailable)
    }
  }
}
