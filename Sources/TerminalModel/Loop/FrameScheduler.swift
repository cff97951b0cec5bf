/// Says when to draw: at once when the last frame is long enough ago, else at the end of the
/// interval, and not at all while nothing changed. What the user did waits half as long: under a
/// stream of changes it would else show a whole interval late.
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
  private var isUrgent = false
  private var lastFrame: ContinuousClock.Instant?

  /// 60 frames a second at most but for what is urgent, unless told otherwise. The first frame is due
  /// at once.
  public init(interval: Duration = .nanoseconds(16_666_667)) {
    self.interval = interval
  }

  /// Something that is on the screen changed.
  ///
  /// - Parameter isUrgent: by what the user did.
  public mutating func invalidate(isUrgent: Bool = false) {
    isDirty = true
    self.isUrgent = self.isUrgent || isUrgent
  }

  public func decide(at now: ContinuousClock.Instant) -> Decision {
    guard isDirty else { return .nothing }
    guard let due = lastFrame.map({ $0 + interval / (isUrgent ? 2 : 1) }), now < due else {
      return .draw
    }
    return .wait(until: due)
  }

  /// A frame was drawn that shows all changes so far.
  public mutating func drew(at now: ContinuousClock.Instant) {
    isDirty = false
    isUrgent = false
    lastFrame = now
  }
}
