import Glibc
import TestSupport
import Testing

@testable import Platform

@Suite("Loopback sockets")
struct LoopbackSocketTests {
  @Test("a suspended listener refuses, keeps its port, and listens there again")
  func suspension() async throws {
    let port = try freePort()
    let listener = try LoopbackSocket.listen(port: port)
    #expect(try await connects(to: port))
    LoopbackSocket.suspend(listener)
    #expect(try await !connects(to: port))
    try LoopbackSocket.resume(listener)
    #expect(try await connects(to: port))
  }

  @Test("a process is known by the connections that it made, and connections are counted")
  func owners() async throws {
    let listener = try LoopbackSocket.listen()
    let port = LoopbackSocket.localPort(listener)
    let socket = try LoopbackSocket.connect(port: port)
    let source = LoopbackSocket.localPort(socket)
    #expect(SocketOwners(of: [getpid()]).made(from: source, to: port))
    #expect(!SocketOwners(of: [getppid()]).made(from: source, to: port))
    #expect(!SocketOwners(of: [getpid()]).made(from: port, to: source))
    try await until("it is counted where it ends") {
      TCPConnections.established(to: port) == 1 && TCPConnections.established(to: source) == 1
    }
  }

  @Test("the kernel's table is read by its columns, and foreign lines are passed over")
  func table() {
    let table = TCPTable(
      text: """
          sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
           0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 501 1
           1: 0100007F:1F90 0100007F:0050 01 00000000:00000000 00:00000000 00000000     0        0 502 1
           2: 0100007F:0050 0100007F:1F90 01 00000000:00000000 00:00000000 00000000     0        0 503 1
        nonsense : 0100007F:1F90 
        """)
    #expect(table.entries(at: 8080).map(\.inode) == [501, 502])
    #expect(table.entries(at: 8080).map(\.isEstablished) == [false, true])
    #expect(table.connection(from: 80, to: 8080)?.inode == 503)
    #expect(table.connection(from: 81, to: 8080) == nil)
    #expect(SocketOwners(inodes: [503], table: table).made(from: 80, to: 8080))
    #expect(!SocketOwners(inodes: [503], table: table).made(from: 8080, to: 80))
    #expect(SocketOwners.inode("socket:[501]") == 501)
    #expect(SocketOwners.inode("pipe:[501]") == nil)
    #expect(SocketOwners.inode("socket:[]") == nil)
  }

  @Test("reserved ports differ and lie below those of outgoing connections")
  func ports() throws {
    #expect(Set(try ReservedPorts(20).numbers).count == 20)
    #expect(ReservedPorts.candidates(below: 32768) == 10_000...32767)
    #expect(ReservedPorts.candidates(below: 1024) == nil)
    #expect(ReservedPorts.candidates(below: nil) == nil)
    #expect(ReservedPorts.candidates(below: 99_999) == nil)
  }

  @Test("a reserved port is nobody else's, even while nobody listens there, until it is let go")
  func reservation() throws {
    let port = try {
      let reserved = try ReservedPorts(1)
      #expect(ReservedPorts.claim(reserved.numbers[0]) == nil)
      return reserved.numbers[0]
    }()
    #expect(ReservedPorts.claim(port) != nil)
  }

  private func connects(to port: UInt16) async throws -> Bool {
    guard let socket = try? LoopbackSocket.connect(port: port) else { return false }
    var poller = pollfd(fd: socket.raw, events: Int16(POLLOUT), revents: 0)
    try await until("the connection is decided") { poll(&poller, 1, 0) > 0 }
    return LoopbackSocket.connectFailure(socket) == nil
  }
}
