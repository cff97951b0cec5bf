import EtcdAPI
import GRPCTransport
import RPCCore
import Testing

@Suite("The states of a connection", .serialized)
struct ConnectivityTests {
  @Test("A connection that is kept up follows its server through a restart")
  func restart() async throws {
    let server = try await EtcdServer.start()
    try await withTransport { transport in
      let connection = try transport.connection(to: RPCTarget(address: server.address))
      #expect(connection.connectivity == .idle)
      connection.connect()
      _ = await connection.states { $0 == .ready }
      #expect(connection.lastFailure == nil)

      server.kill()
      let refused = Connectivity.transientFailure(reason: "connection refused")
      _ = await connection.states { $0 == refused }
      #expect(connection.nextAttempt != nil)

      try await server.restart()
      _ = await connection.states { $0 == .ready }
      #expect(connection.nextAttempt == nil)
      #expect(connection.lastFailure == "connection refused")
    }
  }

  @Test("A connection that nobody keeps up stays idle after its server left")
  func unwanted() async throws {
    let server = try await EtcdServer.start()
    try await withTransport { transport in
      let connection = try transport.connection(to: RPCTarget(address: server.address))
      _ = try await connection.call(.status, StatusRequest())
      server.kill()
      _ = await connection.states { $0 == .idle }
    }
  }

  @Test("The reasons of failures are told in words")
  func reasons() async throws {
    try await withTransport { transport in
      func reason(_ address: String) async throws -> String? {
        try await transport.connection(to: RPCTarget(address: address)).reasonOfFailure()
      }
      let unused = "127.0.0.1:\(try freePort())"
      #expect(try await reason(unused) == "connection refused")
      #expect(
        try await reason("unix:/tmp/etcdscope-no-such-socket")
          == "no such socket: no server listens there")
    }
  }

  @Test("A server that accepts but never answers is given up, in plain and with TLS")
  func silent() async throws {
    let listener = try Listener()
    let options = GRPCTransportOptions(connectTimeout: .milliseconds(200))
    try await withTransport(options) { transport in
      for security in [RPCSecurity.plaintext, .tls(TLSSettings(skipsVerification: true))] {
        let target = RPCTarget(address: listener.address, security: security)
        let connection = try transport.connection(to: target)
        #expect(
          await connection.reasonOfFailure()
            == "server accepts the connection but does not answer")
      }
    }
  }

  @Test("Closing gracefully lets the running call end and refuses the next")
  func graceful() async throws {
    let server = try await EtcdServer.start()
    try await withTransport { transport in
      let connection = try transport.connection(to: RPCTarget(address: server.address))
      _ = try await connection.call(.status, StatusRequest())
      server.pause()
      async let status = connection.call(.status, StatusRequest(), waitsForReady: false)
      try await eventually("the call has begun") {
        await Task.yield()
        return true
      }
      let stream = try connection.stream(
        RPCCall(method: "/etcdserverpb.Watch/Watch", deadline: nil))
      connection.closeGracefully()
      let refused = await failure { try await connection.call(.status, StatusRequest()) }
      #expect(refused?.message == "the connection is closed")
      #expect(refused?.neverLeft == true)
      #expect(connection.connectivity == .ready)
      server.resume()
      _ = try? await status
      stream.cancel()
      _ = await connection.states { $0 == .closed }
    }
  }

  @Test("Closing cancels what runs and ends the states")
  func close() async throws {
    let server = try await EtcdServer.start()
    try await withTransport { transport in
      let connection = try transport.connection(to: RPCTarget(address: server.address))
      _ = try await connection.call(.status, StatusRequest())
      let stream = try connection.stream(
        RPCCall(method: "/etcdserverpb.Watch/Watch", deadline: nil))
      let states = connection.connectivityChanges()
      async let error = failure { try await stream.receive() }
      connection.close()
      #expect(await error?.code == .cancelled)
      #expect(await states.reduce(into: []) { $0.append($1) }.last == .closed)
      #expect(throws: RPCError.self) {
        try connection.stream(RPCCall(method: "/etcdserverpb.Watch/Watch", deadline: nil))
      }
    }
  }

  @Test("Equal targets are connections of their own")
  func ownConnections() async throws {
    let server = try await EtcdServer.start()
    try await withTransport { transport in
      func open() async throws -> any RPCConnection {
        let connection = try transport.connection(to: RPCTarget(address: server.address))
        _ = try await connection.call(.status, StatusRequest())
        return connection
      }
      let first = try await open()
      let before = try connectionsOf(server)
      let others = [try await open(), try await open()]
      let after = try connectionsOf(server)
      #expect(after == before + 2)
      #expect(first.connectivity == .ready && others.allSatisfy { $0.connectivity == .ready })
    }
  }
}
