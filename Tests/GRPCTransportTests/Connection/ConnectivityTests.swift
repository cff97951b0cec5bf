import EtcdAPI
import GRPCTransport
import RPCCore
import TestSupport
import Testing

@Suite("The states of a connection", .serialized)
struct ConnectivityTests {
  let watch = RPCCall(method: "/etcdserverpb.Watch/Watch", deadline: nil)

  @Test("A connection that is kept up follows its server through a restart")
  func restart() async throws {
    try await withConnection { connection, server in
      #expect(connection.connectivity == .idle)
      connection.connect()
      _ = await connection.states { $0 == .ready }
      #expect(connection.lastFailure == nil)

      try await server.inject(.kill)
      let refused = Connectivity.transientFailure(reason: "connection refused")
      _ = await connection.states { $0 == refused }
      // While an attempt is under way there is no next one to tell.
      try await until("the next attempt is told") { connection.nextAttempt != nil }

      try await server.inject(.restart)
      _ = await connection.states { $0 == .ready }
      #expect(connection.nextAttempt == nil)
      #expect(connection.lastFailure == "connection refused")
    }
  }

  @Test("A connection that nobody keeps up stays idle after its server left")
  func unwanted() async throws {
    try await withConnection { connection, server in
      _ = try await connection.call(.status, StatusRequest())
      try await server.inject(.kill)
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

  @Test("A name that can't be resolved is asked for again and again")
  func unresolved() async throws {
    let options = GRPCTransportOptions(backoff: Backoff(cap: .milliseconds(100)))
    try await withTransport(options) { transport in
      let connection = try transport.connection(to: RPCTarget(address: "nosuch.invalid:2379"))
      connection.connect()
      // The core by itself stays in transient failure and asks after 1, 2.6, 5.2 … s.
      for _ in 0..<5 {
        _ = await connection.states { $0 == .connecting }
        let failure = await connection.reasonOfFailure()
        #expect(failure?.hasPrefix("the host name nosuch.invalid can't be resolved") == true)
      }
    }
  }

  @Test("A server that accepts but never answers is given up, in plain and with TLS")
  func silent() async throws {
    let listener = try Listener()
    let options = GRPCTransportOptions(connectTimeout: .seconds(1))
    try await withTransport(options) { transport in
      for security in [RPCSecurity.plaintext, .tls(TLSSettings(skipsVerification: true))] {
        let target = RPCTarget(address: "127.0.0.1:\(listener.port)", security: security)
        let connection = try transport.connection(to: target)
        #expect(
          await connection.reasonOfFailure()
            == "server accepts the connection but does not answer")
      }
    }
  }

  @Test("Closing gracefully lets what runs go on and refuses the next call")
  func graceful() async throws {
    try await withConnection { connection, _ in
      _ = try await connection.call(.status, StatusRequest())
      let stream = try connection.stream(watch)
      connection.closeGracefully()
      let refused = await failure { try await connection.call(.status, StatusRequest()) }
      #expect(refused?.message == "the connection is closed")
      #expect(refused?.neverLeft == true)
      #expect(connection.connectivity == .ready)

      try await stream.send(WatchRequest.progress.encoded())
      stream.cancel()
      _ = await connection.states { $0 == .closed }
    }
  }

  @Test("Closing cancels what runs and ends the states")
  func close() async throws {
    try await withConnection { connection, _ in
      _ = try await connection.call(.status, StatusRequest())
      let stream = try connection.stream(watch)
      let states = connection.connectivityChanges()
      async let error = failure { try await stream.receive() }
      connection.close()
      #expect(await error?.code == .cancelled)
      #expect(await states.reduce(into: []) { $0.append($1) }.last == .closed)
      #expect(throws: RPCError.self) { try connection.stream(watch) }
    }
  }

  @Test("Equal targets are connections of their own")
  func ownConnections() async throws {
    try await withServer { server in
      try await withTransport { transport in
        func open() async throws -> any RPCConnection {
          let connection = try transport.connection(to: RPCTarget(address: server.address))
          _ = try await connection.call(.status, StatusRequest())
          return connection
        }
        let first = try await open()
        let before = try connections(to: server)
        let others = [try await open(), try await open()]
        let after = try connections(to: server)
        #expect(after == before + 2)
        #expect(first.connectivity == .ready && others.allSatisfy { $0.connectivity == .ready })
      }
    }
  }
}
