import EtcdModel

/// What the probe reads of one kind came to.
struct ReadHistory {
  private(set) var successes: [ReadEvidence.Success] = []
  var failure: ReadEvidence.Failure?
  private(set) var last: ProbeOutcome?

  mutating func succeed(sentAt: ContinuousClock.Instant, at now: ContinuousClock.Instant) {
    let success = ReadEvidence.Success(sentAt: sentAt, roundTrip: now - sentAt)
    successes = [success] + successes.prefix(1)
    failure = nil
    last = ProbeOutcome(roundTrip: now - sentAt, at: now)
  }

  mutating func fail(
    _ failure: PollFailure, sentAt: ContinuousClock.Instant, at now: ContinuousClock.Instant
  ) {
    self.failure = ReadEvidence.Failure(
      since: self.failure?.since ?? sentAt, count: (self.failure?.count ?? 0) + 1,
      timedOut: failure.kind == .timedOut, words: failure.words)
    last = ProbeOutcome(failure: failure.words, roundTrip: now - sentAt, at: now)
  }
}
