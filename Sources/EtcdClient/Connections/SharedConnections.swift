import EtcdModel
import Synchronization

/// Connections of one role, opened when somebody needs them and closed with their last user.
final class SharedConnections: Sendable {
  private struct Entry {
    let subconnection: Subconnection
    var users: Int
  }

  private struct State {
    var entries: [Endpoint: Entry] = [:]
    var isShutDown = false

    mutating func use(_ endpoint: Endpoint) -> Subconnection? {
      entries[endpoint]?.users += 1
      return entries[endpoint]?.subconnection
    }
  }

  private let state = Mutex(State())

  var all: [Subconnection] { state.withLock { $0.entries.values.map(\.subconnection) } }

  /// Call `release` as often. `make` must not open it; it is dropped when somebody was faster.
  func acquire(_ endpoint: Endpoint, make: () -> Subconnection) -> Subconnection {
    if let existing = state.withLock({ $0.use(endpoint) }) { return existing }
    let fresh = make()
    let (shared, isShutDown) = state.withLock { state in
      if let existing = state.use(endpoint) { return (existing, state.isShutDown) }
      state.entries[endpoint] = Entry(subconnection: fresh, users: 1)
      return (fresh, state.isShutDown)
    }
    if shared !== fresh || isShutDown { fresh.close() } else { fresh.open { _ in } }
    return shared
  }

  func release(_ endpoint: Endpoint) {
    state.withLock { state -> Subconnection? in
      guard var entry = state.entries[endpoint] else { return nil }
      entry.users -= 1
      state.entries[endpoint] = entry.users > 0 ? entry : nil
      return entry.users > 0 ? nil : entry.subconnection
    }?.closeGracefully()
  }

  func peek(_ endpoint: Endpoint) -> Subconnection? {
    state.withLock { $0.entries[endpoint]?.subconnection }
  }

  func shutDown() {
    let subconnections = state.withLock { state in
      state.isShutDown = true
      defer { state.entries = [:] }
      return state.entries.values.map(\.subconnection)
    }
    for subconnection in subconnections { subconnection.close() }
  }
}

/// Somebody's use of a shared connection, for as long as it is referenced.
final class ConnectionUse: Sendable {
  let subconnection: Subconnection
  private let connections: SharedConnections

  init(of endpoint: Endpoint, in connections: SharedConnections, make: () -> Subconnection) {
    subconnection = connections.acquire(endpoint, make: make)
    self.connections = connections
  }

  deinit { connections.release(subconnection.endpoint) }
}
