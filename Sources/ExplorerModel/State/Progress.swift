import EtcdModel

/// How far something that takes a while has come.
public struct Progress: Hashable, Sendable {
  /// Shorter waits are not worth a change of the screen.
  static let patience = Duration.milliseconds(500)

  public let since: ContinuousClock.Instant
  public var done = 0
  /// nil where nobody knows.
  public var total: KeyCount?
  /// What is counted, in the plural.
  public let unit: String

  init(since: ContinuousClock.Instant, total: KeyCount? = nil, unit: String) {
    self.since = since
    self.total = total
    self.unit = unit
  }

  public func isWorthShowing(at now: ContinuousClock.Instant) -> Bool {
    now - since >= Self.patience
  }

  /// 0…1; nil where nobody knows. An estimate that is passed is all but reached.
  public var part: Double? {
    switch total {
    case .exact(let total)? where total > 0: min(1, Double(done) / Double(total))
    case .estimated(let total)? where total > 0, .atLeast(let total)? where total > 0:
      min(0.99, Double(done) / Double(total))
    default: nil
    }
  }
}
