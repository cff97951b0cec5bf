import Synchronization

/// Hands values to any number of readers, each at its own pace.
final class Broadcast<Value: Sendable>: Sendable {
  private struct State {
    var latest: Value?
    var sent = 0
    var readers: [Int: AsyncStream<Value>.Continuation] = [:]
    var count = 0
    var isFinished = false
  }

  private let state = Mutex(State())
  private let policy: AsyncStream<Value>.Continuation.BufferingPolicy
  private let repeatsLatest: Bool

  /// - Parameters:
  ///   - policy: what a slow reader gets.
  ///   - repeatsLatest: a new reader begins with the newest value.
  init(
    _ policy: AsyncStream<Value>.Continuation.BufferingPolicy = .bufferingNewest(1),
    repeatsLatest: Bool = true
  ) {
    self.policy = policy
    self.repeatsLatest = repeatsLatest
  }

  var latest: Value? { state.withLock { $0.latest } }

  func send(_ value: Value) {
    let readers = state.withLock { state in
      state.latest = value
      state.sent += 1
      return Array(state.readers.values)
    }
    for reader in readers { reader.yield(value) }
  }

  func stream() -> AsyncStream<Value> {
    let (stream, continuation) = AsyncStream.makeStream(of: Value.self, bufferingPolicy: policy)
    var seen = repeatsLatest ? 0 : nil
    while let value = register(continuation, having: seen) {
      // Before it is registered, so that nothing newer can come in between.
      continuation.yield(value.latest)
      seen = value.sent
    }
    return stream
  }

  /// Registers a reader that has what was sent up to `seen`, or returns what it should have first.
  private func register(
    _ reader: AsyncStream<Value>.Continuation, having seen: Int?
  ) -> (latest: Value, sent: Int)? {
    let (missing, id) = state.withLock { state -> ((Value, Int)?, Int?) in
      if let seen, seen != state.sent, let latest = state.latest {
        return ((latest, state.sent), nil)
      }
      guard !state.isFinished else { return (nil, nil) }
      state.count += 1
      state.readers[state.count] = reader
      return (nil, state.count)
    }
    if let missing { return missing }
    guard let id else {
      reader.finish()
      return nil
    }
    reader.onTermination = { [weak self] _ in
      self?.state.withLock { _ = $0.readers.removeValue(forKey: id) }
    }
    return nil
  }

  /// Ends every stream, those to come after what they begin with.
  func finish() {
    let readers = state.withLock { state in
      state.isFinished = true
      defer { state.readers = [:] }
      return Array(state.readers.values)
    }
    for reader in readers { reader.finish() }
  }
}
