/// The questions of one kind to one endpoint: one at a time, each an interval after the one before.
struct PollLane {
  private(set) var inFlight: PollRequest?
  /// When the newest question was sent; nil when none ever was.
  private(set) var sentAt: ContinuousClock.Instant?
  /// Refusals for lack of rights, running.
  var denials = 0
  private var isForced = false
  private var stretch = 1.0

  /// When the next question is due, `now` when at once; nil while one is in flight.
  func due(
    every interval: Duration, longest: Duration, at now: ContinuousClock.Instant
  ) -> ContinuousClock.Instant? {
    guard inFlight == nil else { return nil }
    guard let sentAt, !isForced else { return now }
    let backedOff =
      denials == 0 ? interval : min(interval * (1 << min(denials, 20)), max(longest, interval))
    return sentAt + backedOff * stretch
  }

  /// Makes the next question due as soon as none is in flight.
  mutating func force() { isForced = true }

  /// - Parameter stretch: how much longer than usual this time's interval is.
  mutating func send(_ request: PollRequest, at now: ContinuousClock.Instant, stretch: Double) {
    inFlight = request
    sentAt = now
    isForced = false
    self.stretch = stretch
  }

  mutating func finish() { inFlight = nil }

  /// Forgets the question in flight, whose outcome is void now, and makes the next one due.
  mutating func restart() {
    isForced = true
    inFlight = nil
  }

  /// Since when an answer is awaited.
  var pendingSince: ContinuousClock.Instant? { inFlight == nil ? nil : sentAt }
}
