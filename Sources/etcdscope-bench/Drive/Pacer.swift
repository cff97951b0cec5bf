/// Hands out the turns of a run at an even rate.
///
/// A turn that nobody was free to take is gone: after a gap the rate goes on, with no burst to
/// catch up.
struct Pacer {
  /// The whole run ends here: no turn is handed out for later.
  let end: Duration
  private let interval: Duration
  private var next = Duration.zero

  /// - Parameter rate: turns a second; 0 for one at once, always.
  init(rate: Double, end: Duration) {
    self.end = end
    interval = rate > 0 ? .seconds(1 / rate) : .zero
  }

  /// - Returns: when the turn is, not before now; nil when the run is over by then.
  mutating func take(at now: Duration) -> Duration? {
    let turn = max(now, next)
    guard turn < end else { return nil }
    next = turn + interval
    return turn
  }
}
