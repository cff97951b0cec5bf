import EtcdAPI
import EtcdModel
import GRPCTransport
import RPCCore
import TestSupport
import Testing

@Suite("Transports come and go", .serialized)
struct GRPCTransportTests {
  @Test("Shut down, a transport has ended its calls and makes no connection")
  func shutDown() async throws {
    try await withServer { server in
      let transport = try GRPCTransport()
      let connection = try transport.connection(to: RPCTarget(address: server.address))
      _ = try await connection.call(.status, StatusRequest())
      let stream = try connection.stream(
        RPCCall(method: "/etcdserverpb.Watch/Watch", deadline: nil))
      async let received = failure { try await stream.receive() }
      async let first: Void = transport.shutDown()
      async let second: Void = transport.shutDown()
      _ = await (first, second)
      #expect(await received?.code == .cancelled)
      #expect(connection.connectivity == .closed)
      let target = RPCTarget(address: server.address)
      #expect(await failure { try transport.connection(to: target) }?.neverLeft == true)
      let refused = await failure { try await connection.call(.status, StatusRequest()) }
      #expect(refused?.neverLeft == true)
    }
  }

  // In a process of its own, where no other test opens files or starts threads.
  @Test("Two hundred clients under load leave no thread and no file descriptor behind")
  func leaks() async throws {
    await #expect(processExitsWith: .success) {
      try await withServer { server in
        try await useClients(5, of: server)
        let before = try ProcessCounts.now()
        try await useClients(200, of: server)
        // The kernel's and the core's own bookkeeping may lag a moment.
        try await until("there are \(before.descriptors) descriptors as before") {
          try ProcessCounts.now().descriptors == before.descriptors
        }
        try await until("there are at most 2 more threads than \(before.threads)") {
          try ProcessCounts.now().threads <= before.threads + 2
        }
      }
    }
  }

  @Test("Files that can't be used are refused before any connection")
  func files() async throws {
    try await withTransport { transport in
      let security = RPCSecurity.tls(TLSSettings(authorityFile: "/nowhere/ca.pem"))
      let target = RPCTarget(address: "127.0.0.1:1", security: security)
      let error = await failure { try transport.connection(to: target) }
      #expect(error?.code == .invalidArgument)
      #expect(error?.message.contains("/nowhere/ca.pem can't be read") == true)
    }
  }
}

/// Opens and closes so many clients, a few at a time, each of them busy with calls, a stream, and a
/// connection that fails.
private func useClients(_ count: Int, of server: EtcdServer) async throws {
  let address = server.address
  let refused = "127.0.0.1:\(try freePort())"
  try await withThrowingTaskGroup(of: Void.self) { group in
    for index in 0..<count {
      if index >= 5 { try await group.next() }
      group.addTask { try await useClient(of: address, refused: refused) }
    }
    try await group.waitForAll()
  }
}

private func useClient(of address: String, refused: String) async throws {
  let transport = try GRPCTransport()
  let connection = try transport.connection(to: RPCTarget(address: address))
  let failing = try transport.connection(to: RPCTarget(address: refused))
  failing.connect()
  let stream = try connection.stream(
    RPCCall(method: "/etcdserverpb.Watch/Watch", deadline: nil))
  let watch = WatchCreateRequest(range: .single(Key("a")))
  try await stream.send(WatchRequest.create(watch).encoded())
  try await withThrowingTaskGroup(of: Void.self) { group in
    for _ in 0..<4 {
      group.addTask {
        for _ in 0..<3 { _ = try await connection.call(.status, StatusRequest()) }
      }
    }
    try await group.waitForAll()
  }
  async let unanswered = failure { try await connection.call(.status, StatusRequest()) }
  await transport.shutDown()
  _ = await unanswered
}
