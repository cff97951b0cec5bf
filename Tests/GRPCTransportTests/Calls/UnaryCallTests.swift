import EtcdAPI
import EtcdModel
import GRPCTransport
import RPCCore
import TestSupport
import Testing

@Suite("Unary calls on a real server", .serialized)
struct UnaryCallTests {
  @Test("Requests are answered, however large")
  func answers() async throws {
    try await withConnection { connection, _ in
      let value = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      let put = try await connection.call(.put, PutRequest(key: Key("a"), value: value))
      let range = try await connection.call(.range, RangeRequest(range: .single(Key("a"))))
      #expect(range.keyValues.map(\.value) == [value])
      #expect(range.header.revision == put.header.revision)
      let status = try await connection.call(.status, StatusRequest())
      #expect(!status.version.isEmpty)
    }
  }

  @Test("The server's refusal comes with its code and words")
  func refusal() async throws {
    try await withConnection { connection, _ in
      let error = await failure {
        try await connection.call(.range, RangeRequest(range: KeyRange(start: [], end: [])))
      }
      #expect(error?.code == .invalidArgument)
      #expect(error?.message == "etcdserver: key is not provided")
      #expect(error?.neverLeft == false)
    }
  }

  @Test("Metadata reaches the server")
  func metadata() async throws {
    try await withConnection { connection, _ in
      let root = "root"
      _ = try await connection.call(.userAdd, AuthUserAddRequest(name: root, password: root))
      _ = try await connection.call(.roleAdd, AuthRoleAddRequest(name: root))
      _ = try await connection.call(
        .userGrantRole, AuthUserGrantRoleRequest(user: root, role: root))
      _ = try await connection.call(.authEnable, AuthEnableRequest())
      let login = AuthenticateRequest(name: root, password: root)
      let token = try await connection.call(.authenticate, login).token

      let request = RangeRequest(range: .single(Key("a"))).encoded()
      var call = RPCCall(
        method: "/etcdserverpb.KV/Range", deadline: .now + .seconds(60), waitsForReady: true)
      #expect(await failure { try await connection.unary(call, message: request) } != nil)
      call.metadata = ["token": token]
      _ = try await connection.unary(call, message: request)
      call.metadata = ["Not A Name": "x"]
      let error = await failure { try await connection.unary(call, message: request) }
      #expect(error?.code == .invalidArgument)
      #expect(error?.neverLeft == true)
    }
  }

  @Test("The deadline ends a call to a server that hangs; the request may have left")
  func deadline() async throws {
    try await withConnection { connection, server in
      _ = try await connection.call(.status, StatusRequest())
      try await server.inject(.pause)
      var error: RPCError?
      // The kernel stops a process a moment after it was told to.
      try await until("a call is not answered") {
        error = await failure {
          try await connection.call(.status, StatusRequest(), within: .milliseconds(100))
        }
        return error != nil
      }
      #expect(error?.code == .deadlineExceeded)
      #expect(error?.neverLeft == false)
    }
  }

  @Test("A call or stream whose deadline has passed before it starts never leaves")
  func passedDeadline() async throws {
    try await withConnection { connection, server in
      _ = try await connection.call(.range, RangeRequest(range: .single(Key("a"))))
      for late in [Duration.zero, .milliseconds(-5), .milliseconds(-2500)] {
        let error = await failure {
          try await connection.call(.status, StatusRequest(), within: late)
        }
        #expect(error?.code == .deadlineExceeded)
        #expect(error?.neverLeft == true)
        let watch = RPCCall(method: "/etcdserverpb.Watch/Watch", deadline: .now + late)
        let refusal = await failure { try connection.stream(watch) }
        #expect(refusal?.code == .deadlineExceeded)
        #expect(refusal?.neverLeft == true)
      }
      let status = #"grpc_method="Status""#
      #expect(try metric(of: server, "grpc_server_started_total", status) == 0)
    }
  }

  @Test("Cancelling the task cancels the call at the server")
  func cancellation() async throws {
    try await withConnection { connection, server in
      let lock = LockRequest(name: Array("l".utf8))
      _ = try await connection.call(.lock, lock)
      let waiting = Task { try await connection.call(.lock, lock) }
      try await until("the server runs the second call") {
        try metric(of: server, "grpc_server_started_total", #"grpc_method="Lock""#) == 2
      }
      waiting.cancel()
      #expect(await failure { try await waiting.value }?.code == .cancelled)
      try await until("the server has ended the second call") {
        try metric(of: server, "grpc_server_handled_total", #"grpc_method="Lock""#) == 2
      }
    }
  }

  @Test("A call cancelled before it starts never leaves")
  func cancelledBefore() async throws {
    try await withConnection { connection, _ in
      let task = Task {
        while !Task.isCancelled { await Task.yield() }
        return try await connection.call(.status, StatusRequest())
      }
      task.cancel()
      let error = await failure { try await task.value }
      #expect(error?.code == .cancelled)
      #expect(error?.neverLeft == true)
    }
  }

  @Test("A call under way when the connection is lost may have left")
  func lost() async throws {
    try await withConnection { connection, server in
      _ = try await connection.call(.status, StatusRequest())
      try await server.inject(.pause)
      async let error = failure {
        try await connection.call(.put, PutRequest(key: Key("a")), waitsForReady: false)
      }
      // The call is handed to the connection long before the kernel resets it.
      try await Task.sleep(for: .milliseconds(50))
      try await server.inject(.kill)
      #expect(await error?.code == .unavailable)
      #expect(await error?.neverLeft == false)
    }
  }

  @Test("Without a server a call fails at once and never left, unless it waits for one")
  func absent() async throws {
    try await withConnection { connection, server in
      try await server.inject(.kill)
      let error = await failure {
        try await connection.call(.status, StatusRequest(), waitsForReady: false)
      }
      #expect(error?.code == .unavailable)
      #expect(error?.message == "connection refused")
      #expect(error?.neverLeft == true)

      let late = await failure {
        try await connection.call(.status, StatusRequest(), within: .milliseconds(50))
      }
      #expect(late?.code == .deadlineExceeded)
      #expect(late?.neverLeft == false, "the core does not tell whether it left")

      async let status = connection.call(.status, StatusRequest())
      try await server.inject(.restart)
      _ = try await status
    }
  }
}
