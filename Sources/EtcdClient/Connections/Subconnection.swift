import EtcdModel
import RPCCore
import Synchronization

/// One connection to one endpoint in one role, with what the screen shows of it.
final class Subconnection: Sendable {
  let endpoint: Endpoint
  let role: ConnectionRole
  let connection: any RPCConnection
  private let onReady: @Sendable () -> Void
  private let latest: Mutex<(state: ConnectionState, since: ContinuousClock.Instant)>
  private let monitor = Mutex<Task<Void, Never>?>(nil)

  /// - Parameter onReady: hears of each time that the connection was established.
  init(
    endpoint: Endpoint, role: ConnectionRole, connection: any RPCConnection,
    onReady: @escaping @Sendable () -> Void = {}
  ) {
    self.onReady = onReady
    self.endpoint = endpoint
    self.role = role
    self.connection = connection
    latest = Mutex((ConnectionState(connection.connectivity), .now))
  }

  /// Connects, and reports this state and every later one.
  func open(onChange: @escaping @Sendable (ConnectionState) -> Void) {
    let changes = connection.connectivityChanges()
    let task = Task { [weak self] in
      for await connectivity in changes {
        let state = ConnectionState(connectivity)
        self?.note(state)
        onChange(state)
      }
    }
    monitor.withLock { $0 = task }
    connection.connect()
  }

  var state: ConnectionState { latest.withLock { $0.state } }

  /// Why the connection is not ready, as far as that is known.
  var failure: String? { state == .ready ? nil : connection.lastFailure }

  var report: ConnectionReport {
    let (state, since) = latest.withLock { $0 }
    return ConnectionReport(
      endpoint: endpoint, role: role, state: state, since: since,
      lastFailure: connection.lastFailure, nextAttempt: connection.nextAttempt)
  }

  /// Lets running calls end first.
  func closeGracefully() {
    connection.closeGracefully()
  }

  func close() {
    connection.close()
    monitor.withLock { $0.take() }?.cancel()
  }

  private func note(_ state: ConnectionState) {
    let isNew = latest.withLock { latest in
      guard latest.state != state else { return false }
      latest = (state, .now)
      return true
    }
    if isNew, state == .ready { onReady() }
  }

  /// - Returns: false when it was not ready in time.
  func becomesReady(within limit: Duration) async -> Bool {
    if connection.connectivity == .ready { return true }
    let changes = connection.connectivityChanges()
    return await withTaskGroup(of: Bool.self) { group in
      group.addTask {
        for await state in changes {
          switch state {
          case .ready: return true
          case .transientFailure, .closed: return false
          case .idle, .connecting: continue
          }
        }
        return false
      }
      group.addTask {
        try? await Task.sleep(for: limit)
        return false
      }
      defer { group.cancelAll() }
      return await group.next() ?? false
    }
  }
}

extension ConnectionState {
  init(_ connectivity: Connectivity) {
    switch connectivity {
    case .idle: self = .idle
    case .connecting: self = .connecting
    case .ready: self = .ready
    case .transientFailure(let reason): self = .transientFailure(reason: reason)
    case .closed: self = .closed
    }
  }
}
