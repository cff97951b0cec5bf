import Platform

/// Passes the connections to one port on to another, and disturbs them on request.
///
/// Knows nothing of etcd. Belongs to the loop's thread.
final class FaultProxy {
  /// Asked whenever connections have come: the conditions of each by the port that it comes from.
  var conditions: () -> (_ sourcePort: UInt16) -> LinkConditions = { { _ in .clear } }

  private let loop: EventLoop
  private let serverPort: UInt16
  private let listener: Descriptor
  private var connections: [ObjectIdentifier: ProxiedConnection] = [:]
  private let scratch = ProxiedConnection.Scratch()
  private var isRefusing = false

  init(on port: UInt16, to serverPort: UInt16, loop: EventLoop) throws(SystemError) {
    self.serverPort = serverPort
    self.loop = loop
    listener = try LoopbackSocket.listen(port: port)
    loop.watch(listener, for: .reading) { [weak self] _ in self?.accept() }
  }

  /// Refuses connections and keeps the port, as a server's machine does while the server is down.
  func refuse() {
    guard !isRefusing else { return }
    isRefusing = true
    loop.forget(listener)
    LoopbackSocket.suspend(listener)
  }

  func listenAgain() {
    guard isRefusing else { return }
    do {
      try LoopbackSocket.resume(listener)
    } catch {
      return
    }
    isRefusing = false
    loop.watch(listener, for: .reading) { [weak self] _ in self?.accept() }
  }

  /// Changes the conditions of the connections that there are.
  func apply(_ conditions: (_ sourcePort: UInt16) -> LinkConditions) {
    for connection in connections.values {
      connection.change(to: conditions(connection.sourcePort))
    }
  }

  /// Those that were made but not yet accepted, too.
  func resetConnections() {
    if !isRefusing { accept() }
    for connection in connections.values { connection.close(reset: true) }
  }

  private func accept() {
    var sockets: [Descriptor] = []
    while let socket = LoopbackSocket.accept(listener) { sockets.append(socket) }
    guard !sockets.isEmpty else { return }
    // Once for all that wait: whoever looks up who dialled reads a large table.
    let conditions = conditions()
    for socket in sockets {
      let connection = ProxiedConnection(
        client: socket, serverPort: serverPort,
        conditions: conditions(LoopbackSocket.remotePort(socket)), loop: loop, scratch: scratch
      ) { [weak self] closed in
        self?.connections[ObjectIdentifier(closed)] = nil
      }
      connections[ObjectIdentifier(connection)] = connection
      connection.start()
    }
  }
}
