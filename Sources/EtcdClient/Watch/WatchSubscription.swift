public import EtcdModel
import Synchronization

/// A running watch, for one consumer at a time. It ends with `cancel()`, when its consumer's task
/// is cancelled, when the last reference goes, or after `.ended`.
///
/// ```swift
/// for await update in client.watch(.prefix(prefix)) { … }
/// ```
public final class WatchSubscription: AsyncSequence, Sendable {
  public typealias Element = WatchUpdate
  public typealias Failure = Never

  let sink: WatchSink
  private let onStatus: @Sendable () -> WatchStatus?
  private let onCancel: @Sendable () -> Void

  init(
    sink: WatchSink, onStatus: @escaping @Sendable () -> WatchStatus?,
    onCancel: @escaping @Sendable () -> Void
  ) {
    self.sink = sink
    self.onStatus = onStatus
    self.onCancel = onCancel
  }

  deinit {
    cancel()
  }

  /// How it stands now; nil when it has ended.
  public var status: WatchStatus? { onStatus() }

  /// Ends the watch; what is still buffered is dropped.
  public func cancel() {
    if sink.close() { onCancel() }
  }

  public func makeAsyncIterator() -> Iterator {
    Iterator(subscription: self)
  }

  public struct Iterator: AsyncIteratorProtocol {
    let subscription: WatchSubscription

    public func next() async -> WatchUpdate? {
      await next(isolation: nil)
    }

    public func next(isolation actor: isolated (any Actor)?) async -> WatchUpdate? {
      await withTaskCancellationHandler {
        await subscription.sink.next(isolation: actor)
      } onCancel: { [subscription] in
        subscription.cancel()
      }
    }
  }
}

/// Where the watch stream puts a watch's updates and its consumer takes them.
final class WatchSink: Sendable {
  private struct State {
    var buffer: WatchBuffer
    var isClosed = false
    var consumer: CheckedContinuation<WatchUpdate?, Never>?

    /// The next update; after `.ended` nothing more comes.
    mutating func take() -> WatchUpdate? {
      guard let update = buffer.next() else { return nil }
      if case .ended = update { isClosed = true }
      return update
    }
  }

  private let state: Mutex<State>

  init(eventLimit: Int, byteLimit: Int) {
    state = Mutex(State(buffer: WatchBuffer(eventLimit: eventLimit, byteLimit: byteLimit)))
  }

  func put(_ update: WatchUpdate) {
    let handOver = state.withLock {
      state -> (CheckedContinuation<WatchUpdate?, Never>, WatchUpdate)? in
      guard !state.isClosed else { return nil }
      state.buffer.append(update)
      guard let consumer = state.consumer, let next = state.take() else { return nil }
      state.consumer = nil
      return (consumer, next)
    }
    if let (consumer, update) = handOver { consumer.resume(returning: update) }
  }

  /// - Returns: false when it was closed already.
  func close() -> Bool {
    let (wasOpen, consumer) = state.withLock { state in
      defer {
        state.isClosed = true
        state.consumer = nil
        state.buffer = WatchBuffer(eventLimit: 1, byteLimit: 1)
      }
      return (!state.isClosed, state.consumer)
    }
    consumer?.resume(returning: nil)
    return wasOpen
  }

  func next(isolation actor: isolated (any Actor)?) async -> WatchUpdate? {
    await withCheckedContinuation(isolation: actor) { continuation in
      let (ready, replaced): (WatchUpdate??, CheckedContinuation<WatchUpdate?, Never>?) =
        state.withLock { state in
          if let update = state.take() { return (.some(update), nil) }
          if state.isClosed { return (.some(nil), nil) }
          let replaced = state.consumer
          state.consumer = continuation
          return (nil, replaced)
        }
      replaced?.resume(returning: nil)
      if let ready { continuation.resume(returning: ready) }
    }
  }
}
