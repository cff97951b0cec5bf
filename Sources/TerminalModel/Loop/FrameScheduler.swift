/// Says when to draw: at once when the last frame is long enough ago, else at the end of the
/// interval, and not at all while nothing changed.
///
///     scheduler.invalidate()
///     switch scheduler.decide(at: .now) {
///     case .draw: draw(); scheduler.drew(at: .now)
///     case .wait(let deadline): wake.schedule(at: deadline)
///     case .nothing: break
///     }
public struct FrameScheduler: Sendable {
  public enum Decision: Hashable, Sendable {
    case draw
    /// Ask again at this instant; until then more changes join the same frame.
    case wait(until: ContinuousClock.Instant)
    case nothing
  }

  /// The least time between two frames.
  public let interval: Duration
  private var isDirty = true
  private var lastFrame: ContinuousClock.Instant?

  /// 60 frames a second at most, unless told otherwise. The first frame is due at once.
  public init(interval: Duration = .nanoseconds(16_666_667)) {
    self.interval = interval
  }

  /// Something that is on the screen changed.
  public mutating func invalidate() { isDirty = true }

  public func decide(at now: ContinuousClock.Instant) -> Decision {
    guard isDirty else { return .nothing }
    guard let lastFrame, now < lastFrame + interval else { return .draw }
    return .wait(until: lastFrame + interval)
  }

  /// A frame was drawn that shows all changes so far.
  public mutating func drew(at now: ContinuousClock.Instant) {
    isDirty = false
    lastFrame = now
  }
}
