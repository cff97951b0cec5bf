import Glibc
import Platform
import TestSupport
import Testing

@testable import LocalCluster

@Suite("Fault proxy")
struct FaultProxyTests {
  @Test("100 MB pass unharmed in both directions at once")
  func volume() throws {
    let bench = try ProxyBench()
    let total = 100 << 20
    var position = (sent: [0, 0], received: [0, 0])
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    // A prime period, so that no lost or repeated block goes unnoticed.
    let pattern = (0..<(1 << 20) + 251).map { UInt8($0 % 251) }
    let ends = [bench.client, bench.server]
    while position.received != [total, total] {
      for (index, end) in ends.enumerated() {
        let left = min(1 << 20, total - position.sent[index])
        let from = position.sent[index] % 251
        if left > 0, case .bytes(let count) = end.write(pattern[from..<(from + left)]) {
          position.sent[index] += count
        }
        guard case .bytes(let count) = end.read(into: &buffer) else { continue }
        let start = position.received[index] % 251
        try #require(isEqual(buffer[..<count], pattern[start..<(start + count)]))
        position.received[index] += count
      }
      bench.turn()
    }
  }

  /// Comparing 200 MB element by element takes minutes in a debug build.
  private func isEqual(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
    left.withUnsafeBytes { left in
      right.withUnsafeBytes { right in
        guard left.count == right.count, let first = left.baseAddress,
          let second = right.baseAddress
        else { return false }
        return memcmp(first, second, left.count) == 0
      }
    }
  }

  @Test("one side's end reaches the other while the way back stays open")
  func halfClose() throws {
    let bench = try ProxyBench()
    try bench.client.writeAll([1])
    LoopbackSocket.finishSending(bench.client)
    #expect(bench.receive(at: bench.server) == .bytes(1))
    #expect(bench.receive(at: bench.server) == .end)
    try bench.server.writeAll([2, 3])
    #expect(bench.receive(at: bench.client) == .bytes(2))
  }

  @Test("a held link passes nothing, new connections too, and everything once it is whole")
  func hold() throws {
    let bench = try ProxyBench()
    bench.proxy.conditions = { { _ in LinkConditions(isHeld: true) } }
    bench.proxy.apply(bench.proxy.conditions())
    try bench.client.writeAll([1, 2])
    let late = try LoopbackSocket.connect(port: bench.port)
    bench.turn(100)
    #expect(bench.server.canRead == false)
    #expect(LoopbackSocket.accept(bench.listener) == nil)
    bench.proxy.conditions = { { _ in .clear } }
    bench.proxy.apply(bench.proxy.conditions())
    #expect(bench.receive(at: bench.server) == .bytes(2))
    #expect(bench.acceptNext() != nil)
    withExtendedLifetime(late) {}
  }

  @Test("a reset ends a connection that the proxy hasn't accepted yet")
  func resetOfUnaccepted() throws {
    let bench = try ProxyBench()
    bench.proxy.conditions = { { _ in LinkConditions(isHeld: true) } }
    let client = try LoopbackSocket.connect(port: bench.port)
    bench.proxy.resetConnections()
    guard case .failed = bench.receive(at: client) else {
      Issue.record("no reset arrived")
      return
    }
  }

  @Test("a reset is an error at both sides, and the next connection works")
  func reset() throws {
    let bench = try ProxyBench()
    bench.proxy.resetConnections()
    for end in [bench.client, bench.server] {
      guard case .failed = bench.receive(at: end) else {
        Issue.record("no reset arrived")
        continue
      }
    }
    let next = try LoopbackSocket.connect(port: bench.port)
    #expect(bench.acceptNext() != nil)
    withExtendedLifetime(next) {}
  }

  @Test("a server that refuses is a reset for the client")
  func refusedServer() throws {
    let bench = try ProxyBench()
    LoopbackSocket.suspend(bench.listener)
    let client = try LoopbackSocket.connect(port: bench.port)
    guard case .failed = bench.receive(at: client) else {
      Issue.record("no reset arrived")
      return
    }
  }

  @Test("delayed bytes arrive in order and not before their time")
  func delay() throws {
    let bench = try ProxyBench()
    let delay = Duration.milliseconds(50)
    bench.proxy.apply { _ in LinkConditions(delay: delay) }
    let start = ContinuousClock.now
    try bench.client.writeAll([1])
    #expect(bench.receive(at: bench.server) == .bytes(1))
    #expect(ContinuousClock.now - start >= delay)
  }
}

/// A proxy whose loop the test turns itself, with one connection through it.
private final class ProxyBench {
  let loop: EventLoop
  let listener: Descriptor
  let proxy: FaultProxy
  let port: UInt16
  let client: Descriptor
  private(set) var server: Descriptor

  init() throws {
    loop = try EventLoop()
    listener = try LoopbackSocket.listen()
    let serverPort = LoopbackSocket.localPort(listener)
    port = try freePort()
    proxy = try FaultProxy(on: port, to: serverPort, loop: loop)
    client = try LoopbackSocket.connect(port: port)
    server = client
    server = try #require(acceptNext())
  }

  func turn(_ count: Int = 1) {
    for _ in 0..<count { loop.runOnce(waitingAtMost: .milliseconds(1)) }
  }

  func acceptNext() -> Descriptor? {
    for _ in 0..<5000 {
      if let socket = LoopbackSocket.accept(listener) { return socket }
      turn()
    }
    return nil
  }

  func receive(at end: Descriptor) -> Descriptor.Transfer {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    for _ in 0..<5000 {
      let result = end.read(into: &buffer)
      if result != .wouldBlock { return result }
      turn()
    }
    return .wouldBlock
  }
}

extension Descriptor {
  fileprivate var canRead: Bool {
    var buffer: [UInt8] = [0]
    return read(into: &buffer) != .wouldBlock
  }
}
