import Synchronization

/// Wakes one consumer, however many things happened since it last looked.
///
///     for await _ in wake.wakes {
///       // take from the mailboxes, reduce, ask the frame scheduler
///     }
public final class Wake: Sendable {
  /// One consumer.
  public let wakes: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation
  private let timer = Mutex<(deadline: ContinuousClock.Instant, task: Task<Void, Never>)?>(nil)

  public init() {
    (wakes, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  public func wake() { continuation.yield() }

  /// Wakes at `deadline` too. Of several deadlines the earliest counts; it is forgotten when it has
  /// passed, so ask again after each wake.
  public func schedule(at deadline: ContinuousClock.Instant) {
    let replaced = timer.withLock { timer -> Task<Void, Never>? in
      if let timer, timer.deadline <= deadline { return nil }
      let task = Task { [self] in
        do { try await Task.sleep(until: deadline, clock: .continuous) } catch { return }
        self.timer.withLock { if $0?.deadline == deadline { $0 = nil } }
        wake()
      }
      defer { timer = (deadline, task) }
      return timer?.task
    }
    replaced?.cancel()
  }

  /// Ends ``wakes``.
  public func finish() {
    timer.withLock { $0.take()?.task }?.cancel()
    continuation.finish()
  }
}

/// Hands over everything in its order: keys, signals, results of calls.
public final class LosslessQueue<Element: Sendable>: Sendable {
  private let elements = Mutex<[Element]>([])
  private let wake: Wake

  public init(wake: Wake) { self.wake = wake }

  public func put(_ element: Element) {
    elements.withLock { $0.append(element) }
    wake.wake()
  }

  /// All that came since the last time.
  public func take() -> [Element] {
    elements.withLock { elements in
      defer { elements = [] }
      return elements
    }
  }
}

/// Hands over the latest value only: snapshots.
public final class LatestValue<Element: Sendable>: Sendable {
  private let element = Mutex<Element?>(nil)
  private let wake: Wake

  public init(wake: Wake) { self.wake = wake }

  public func put(_ newest: Element) {
    element.withLock { $0 = newest }
    wake.wake()
  }

  /// The latest value, or nil when none came since the last time.
  public func take() -> Element? {
    element.withLock { element in
      defer { element = nil }
      return element
    }
  }
}
