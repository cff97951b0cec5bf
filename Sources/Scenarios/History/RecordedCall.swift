import EtcdModel

/// One call of a workload, as its caller saw it.
package struct RecordedCall: Hashable, Sendable {
  package enum Outcome: Hashable, Sendable {
    /// Done, at that revision of the store.
    case done(Revision)
    /// Certainly without effect.
    case failed
    /// A mutation whose fate the caller can't know.
    case unknown
  }

  /// What a mutation would put, each value only once in a whole history; empty for reads and
  /// deletes. All of them in one revision.
  package var puts: [Key: [UInt8]]
  package var outcome: Outcome
  package var startedAt: ContinuousClock.Instant
  package var took: Duration
  /// What it was given for all its attempts.
  package var timeout: Duration

  package init(
    puts: [Key: [UInt8]] = [:], outcome: Outcome, startedAt: ContinuousClock.Instant,
    took: Duration, timeout: Duration
  ) {
    self.puts = puts
    self.outcome = outcome
    self.startedAt = startedAt
    self.took = took
    self.timeout = timeout
  }
}
