import Synchronization

/// How much this process wanted to run and did not: what a busy machine adds to every time that a
/// test measures.
public final class StallMeter: Sendable {
  private static let tick = Duration.milliseconds(20)

  private let stalls = Mutex<[(at: ContinuousClock.Instant, lateness: Duration)]>([])

  public init() {}

  /// Until the task is cancelled.
  public func run() async {
    while !Task.isCancelled {
      let began = ContinuousClock.now
      try? await Task.sleep(for: Self.tick)
      let lateness = ContinuousClock.now - began - Self.tick
      if lateness > Self.tick { stalls.withLock { $0.append((began, lateness)) } }
    }
  }

  public func stalled(since moment: ContinuousClock.Instant) -> Duration {
    stalls.withLock { $0.reduce(.zero) { $1.at >= moment ? $0 + $1.lateness : $0 } }
  }

  /// Whether a stall fell into the time between, or reached into it.
  public func stalled(between start: ContinuousClock.Instant, _ end: ContinuousClock.Instant)
    -> Bool
  {
    stalls.withLock { stalls in
      stalls.contains { $0.at < end && start < $0.at + Self.tick + $0.lateness }
    }
  }
}
