/// What a run of chaos did, and which rules were broken.
package struct ChaosReport: Sendable {
  package var seed: UInt64
  package var disturbances: Int
  package var calls: Int
  /// Mutations whose fate their callers were told is unknown.
  package var unknown: Int
  package var failed: Int
  package var events: Int
  package var watches: Int
  /// How often a watch went on after its stream broke.
  package var resumptions: Int
  package var violations: [Violation]

  init(
    seed: UInt64, disturbances: Int, calls: [RecordedCall], watches: [WatchHistory],
    store: StoreHistory
  ) {
    self.seed = seed
    self.disturbances = disturbances
    self.calls = calls.count
    unknown = calls.count { $0.outcome == .unknown }
    failed = calls.count { $0.outcome == .failed }
    events = store.events.count
    self.watches = watches.count
    resumptions = watches.flatMap(\.updates).count {
      if case .resumed = $0 { true } else { false }
    }
    violations = WatchValidator.allCases.flatMap { validator in
      watches.flatMap { validator.violations(in: $0, of: store) }
    }
    violations += CallChecks.atMostOnce(calls, in: store) + CallChecks.deadlines(calls)
  }

  func adding(_ more: [Violation]) -> ChaosReport {
    var report = self
    report.violations += more
    return report
  }
}
