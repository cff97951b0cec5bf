/// Says when to draw: at once when the last frame is long enough ago, else at the end of the
/// interval, and not at all while nothing changed. What the user did waits half as long: under a
/// stream of changes it would else show a whole interval late. Where nobody has touched a key for
/// a while, fewer frames will do: what comes in between joins the next one.
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

  /// How long after an input its results still come as fast as they can.
  private static let attention = Duration.seconds(3)

  /// The least time between two frames while somebody uses the keyboard or the mouse.
  public let interval: Duration
  /// The least time between two frames of a dashboard that is only looked at.
  public let restInterval: Duration
  private var isDirty = true
  private var isUrgent = false
  private var lastFrame: ContinuousClock.Instant?
  private var attendedUntil: ContinuousClock.Instant?

  /// 60 frames a second at most but for what is urgent, unless told otherwise. The first frame is due
  /// at once.
  ///
  /// - Parameter restInterval: no less than `interval`.
  public init(interval: Duration = .nanoseconds(16_666_667), restInterval: Duration) {
    self.interval = interval
    self.restInterval = max(interval, restInterval)
  }

  /// Something that is on the screen changed.
  public mutating func invalidate() { isDirty = true }

  /// Somebody pressed a key, used the mouse or resized the window.
  public mutating func attended(at now: ContinuousClock.Instant) {
    isUrgent = true
    attendedUntil = now + Self.attention
  }

  public func decide(at now: ContinuousClock.Instant) -> Decision {
    guard isDirty else { return .nothing }
    let isAttended = attendedUntil.map { now < $0 } ?? false
    let pause = isUrgent ? interval / 2 : isAttended ? interval : restInterval
    guard let due = lastFrame.map({ $0 + pause }), now < due else { return .draw }
    return .wait(until: due)
  }

  /// A frame was drawn that shows all changes so far.
  public mutating func drew(at now: ContinuousClock.Instant) {
    isDirty = false
    isUrgent = false
    lastFrame = now
  }
}
