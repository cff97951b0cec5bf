/// How fast a member's backend file grows, an estimate from samples of its size.
public struct DatabaseGrowth: Hashable, Sendable {
  /// Negative while it shrinks.
  public var bytesPerDay: Double
  /// The time that the samples span: the estimate is worth no more than that.
  public var window: Duration
  /// Until the quota is reached at this pace; nil when it is not known or not approached.
  public var daysToQuota: Double?

  public init(bytesPerDay: Double, window: Duration, daysToQuota: Double? = nil) {
    self.bytesPerDay = bytesPerDay
    self.window = window
    self.daysToQuota = daysToQuota
  }
}
