import Platform

/// One TCP connection through a proxy: a pair of sockets and the bytes between them.
///
/// Ends and resets pass through as such, so that each side sees what it would without a proxy.
/// Belongs to the loop's thread.
final class ProxiedConnection {
  /// The port of whoever connected.
  let sourcePort: UInt16

  private enum Server {
    case notDialed
    case dialing(Descriptor)
    case connected(Descriptor)
  }

  private struct Flow {
    var line = DelayLine()
    var hasEnded = false
    var endIsForwarded = false
    var isBlocked = false
  }

  /// Enough for a delayed link to carry some 10 MB/s; small, so that a slow reader still slows the
  /// writer down.
  private static let capacity = 1 << 20

  private let loop: EventLoop
  private let scratch: Scratch
  private let serverPort: UInt16
  private let client: Descriptor
  private var server = Server.notDialed
  private var toServer = Flow()
  private var toClient = Flow()
  private var conditions: LinkConditions
  private var timer: TimerID?
  private var isClosed = false
  /// A side broke while the link was held: the other must not notice before it is whole again.
  private var brokeWhileHeld = false
  private let onClose: (ProxiedConnection) -> Void

  /// The buffer that all connections of a proxy read into.
  final class Scratch {
    var bytes = [UInt8](repeating: 0, count: 65_536)
  }

  init(
    client: Descriptor, serverPort: UInt16, conditions: LinkConditions, loop: EventLoop,
    scratch: Scratch, onClose: @escaping (ProxiedConnection) -> Void
  ) {
    self.client = client
    self.sourcePort = LoopbackSocket.remotePort(client)
    self.serverPort = serverPort
    self.conditions = conditions
    self.loop = loop
    self.scratch = scratch
    self.onClose = onClose
  }

  func start() {
    loop.watch(client, for: []) { [weak self] in self?.clientIsReady($0) }
    if conditions.isHeld { updateInterest() } else { dial() }
  }

  func change(to new: LinkConditions) {
    guard !isClosed, new != conditions else { return }
    conditions = new
    if conditions.isHeld { return updateInterest() }
    if brokeWhileHeld { return close(reset: true) }
    switch server {
    case .notDialed: dial()
    case .dialing: updateInterest()
    case .connected: pump()
    }
  }

  /// - Parameter reset: Both sides see an error instead of the end of the stream.
  func close(reset: Bool) {
    guard !isClosed else { return }
    isClosed = true
    if let timer { loop.cancel(timer) }
    for socket in [client, serverSocket].compactMap(\.self) {
      loop.forget(socket)
      if reset { LoopbackSocket.resetOnClose(socket) }
    }
    onClose(self)
  }

  private var serverSocket: Descriptor? {
    switch server {
    case .notDialed: nil
    case .dialing(let socket), .connected(let socket): socket
    }
  }

  private func dial() {
    do {
      let socket = try LoopbackSocket.connect(port: serverPort)
      server = .dialing(socket)
      loop.watch(socket, for: .writing) { [weak self] in self?.serverIsReady($0) }
    } catch {
      close(reset: true)
    }
  }

  private func clientIsReady(_ ready: EventLoop.Interest) {
    if conditions.isHeld, case .notDialed = server { return close(reset: false) }
    isReady(client, ready)
  }

  private func serverIsReady(_ ready: EventLoop.Interest) {
    if case .dialing(let socket) = server {
      guard LoopbackSocket.connectFailure(socket) == nil else {
        return conditions.isHeld ? breakHeld() : close(reset: true)
      }
      server = .connected(socket)
    }
    if let socket = serverSocket { isReady(socket, ready) }
  }

  private func isReady(_ socket: Descriptor, _ ready: EventLoop.Interest) {
    if conditions.isHeld {
      if !ready.isDisjoint(with: [.failure, .hangUp]) { breakHeld() }
      return
    }
    if ready.contains(.failure) { return close(reset: true) }
    pump()
    // Nothing more comes from or goes to it, and the loop would report that for ever.
    let hasEnded = socket === client ? toServer.hasEnded : toClient.hasEnded
    if ready.contains(.hangUp), hasEnded { loop.forget(socket) }
  }

  private func breakHeld() {
    brokeWhileHeld = true
    loop.forget(client)
    if let socket = serverSocket { loop.forget(socket) }
  }

  private func pump() {
    guard !isClosed, case .connected(let socket) = server else { return }
    guard transfer(from: client, to: socket, &toServer),
      transfer(from: socket, to: client, &toClient)
    else { return close(reset: true) }
    if toServer.endIsForwarded, toClient.endIsForwarded { return close(reset: false) }
    updateInterest()
  }

  /// - Returns: False when a side broke.
  private func transfer(
    from source: Descriptor, to target: Descriptor, _ flow: inout Flow
  ) -> Bool {
    let now = ContinuousClock.now
    if !flow.hasEnded, flow.line.byteCount < Self.capacity {
      switch source.read(into: &scratch.bytes) {
      case .bytes(let count): flow.line.push(scratch.bytes[..<count], due: now + conditions.delay)
      case .end: flow.hasEnded = true
      case .wouldBlock: break
      case .failed: return false
      }
    }
    flow.isBlocked = false
    while !flow.isBlocked, let bytes = flow.line.due(at: now) {
      switch target.write(bytes) {
      case .bytes(let count): flow.line.consume(count)
      case .wouldBlock: flow.isBlocked = true
      case .end, .failed: return false
      }
    }
    if flow.hasEnded, flow.line.isEmpty, !flow.endIsForwarded {
      flow.endIsForwarded = true
      LoopbackSocket.finishSending(target)
    }
    return true
  }

  private func updateInterest() {
    switch server {
    case .notDialed:
      // One that waits behind a held link and gives up would else stay until the link is whole.
      loop.change(client, to: conditions.isHeld ? .hangUp : [])
    case .dialing(let socket):
      loop.change(client, to: [])
      loop.change(socket, to: conditions.isHeld ? [] : .writing)
    case .connected(let socket):
      loop.change(client, to: interest(reading: toServer, writing: toClient))
      loop.change(socket, to: interest(reading: toClient, writing: toServer))
      scheduleDelayed()
    }
  }

  private func interest(reading: Flow, writing: Flow) -> EventLoop.Interest {
    guard !conditions.isHeld else { return [] }
    var interest: EventLoop.Interest = []
    if !reading.hasEnded, reading.line.byteCount < Self.capacity { interest.insert(.reading) }
    if writing.isBlocked { interest.insert(.writing) }
    return interest
  }

  private func scheduleDelayed() {
    if let timer { loop.cancel(timer) }
    timer = nil
    let waiting = [toServer, toClient].filter { !$0.isBlocked }.compactMap(\.line.nextDue)
    guard !conditions.isHeld, let next = waiting.min() else { return }
    timer = loop.schedule(at: next) { [weak self] in self?.pump() }
  }
}
