import Synchronization

/// Holds the connectivity of one connection and tells it to any number of readers: the state now,
/// then every later one, the newest only for a slow reader, ending after `.closed`.
package final class ConnectivityPublisher: Sendable {
  private typealias Reader = AsyncStream<Connectivity>.Continuation

  private struct State {
    var connectivity = Connectivity.idle
    var lastFailure: String?
    var readers: [Int: Reader] = [:]
    var nextID = 0
  }

  private let state = Mutex(State())

  package init() {}

  package var connectivity: Connectivity { state.withLock { $0.connectivity } }

  /// The reason of the last transient failure, however long ago.
  package var lastFailure: String? { state.withLock { $0.lastFailure } }

  /// Returns the state before; nil when nothing changed, which is so for ever after `.closed`.
  @discardableResult
  package func publish(_ next: Connectivity) -> Connectivity? {
    let (former, finished) = state.withLock { state -> (Connectivity?, [Reader]) in
      let former = state.connectivity
      guard former != next, former != .closed else { return (nil, []) }
      state.connectivity = next
      if case .transientFailure(let reason) = next { state.lastFailure = reason }
      // Under the lock, for the order of the states; a yield never calls back.
      for reader in state.readers.values { reader.yield(next) }
      guard next == .closed else { return (former, []) }
      defer { state.readers = [:] }
      return (former, Array(state.readers.values))
    }
    for reader in finished { reader.finish() }
    return former
  }

  package func changes() -> AsyncStream<Connectivity> {
    let (stream, reader) = AsyncStream.makeStream(
      of: Connectivity.self, bufferingPolicy: .bufferingNewest(1))
    let id = state.withLock { state -> Int? in
      reader.yield(state.connectivity)
      guard state.connectivity != .closed else { return nil }
      state.nextID += 1
      state.readers[state.nextID] = reader
      return state.nextID
    }
    guard let id else {
      reader.finish()
      return stream
    }
    reader.onTermination = { [weak self] _ in
      self?.state.withLock { _ = $0.readers.removeValue(forKey: id) }
    }
    return stream
  }
}
