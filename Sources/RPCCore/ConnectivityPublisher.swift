import Synchronization

/// Holds the connectivity of one connection and tells it to any number of readers: the state now,
/// then every later one, the newest only for a slow reader, ending after `.closed`.
///
/// Taking a state and telling it are two steps. The first may be made under the lock that gives the
/// states their order. The second may be made under no lock that a cancelled reader wants, too:
/// telling resumes a task, which waits for the task's own lock, and that is held while the task is
/// cancelled and its handlers run.
package final class ConnectivityPublisher: Sendable {
  private struct Reader {
    var stream: AsyncStream<Connectivity>.Continuation
    /// It began with the state of that number.
    var since: Int
  }

  private struct State {
    var connectivity = Connectivity.idle
    var lastFailure: String?
    /// The number of `connectivity`.
    var count = 0
    /// The last states, not told yet.
    var untold: [Connectivity] = []
    var isTelling = false
    var readers: [Int: Reader] = [:]
    var nextID = 0

    mutating func beginsTelling() -> Bool {
      defer { isTelling = true }
      return !isTelling
    }

    /// The next state and whom to tell it; nil when all is told.
    mutating func telling() -> (Connectivity, [AsyncStream<Connectivity>.Continuation])? {
      isTelling = !untold.isEmpty
      guard isTelling else { return nil }
      let next = untold.removeFirst()
      let number = count - untold.count
      let streams = readers.values.filter { $0.since < number }.map(\.stream)
      if next == .closed { readers = [:] }
      return (next, streams)
    }
  }

  private let state = Mutex(State())

  package init() {}

  package var connectivity: Connectivity { state.withLock { $0.connectivity } }

  /// The reason of the last transient failure, however long ago.
  package var lastFailure: String? { state.withLock { $0.lastFailure } }

  /// Takes a state and tells it.
  ///
  /// - Returns: the state before; nil when nothing changed, which is so for ever after `.closed`.
  @discardableResult
  package func publish(_ next: Connectivity) -> Connectivity? {
    let former = take(next)
    tell()
    return former
  }

  /// Takes a state, which `tell` is to tell.
  @discardableResult
  package func take(_ next: Connectivity) -> Connectivity? {
    state.withLock { state in
      let former = state.connectivity
      guard former != next, former != .closed else { return nil }
      state.connectivity = next
      state.count += 1
      state.untold.append(next)
      if case .transientFailure(let reason) = next { state.lastFailure = reason }
      return former
    }
  }

  /// Tells what was taken, in its order, unless somebody else is at it.
  package func tell() {
    guard state.withLock({ $0.beginsTelling() }) else { return }
    while let (next, readers) = state.withLock({ $0.telling() }) {
      for reader in readers {
        reader.yield(next)
        if next == .closed { reader.finish() }
      }
    }
  }

  package func changes() -> AsyncStream<Connectivity> {
    let (stream, reader) = AsyncStream.makeStream(
      of: Connectivity.self, bufferingPolicy: .bufferingNewest(1))
    let id = state.withLock { state -> Int? in
      // Nobody reads yet, so that this resumes nobody.
      reader.yield(state.connectivity)
      guard state.connectivity != .closed else { return nil }
      state.nextID += 1
      state.readers[state.nextID] = Reader(stream: reader, since: state.count)
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
