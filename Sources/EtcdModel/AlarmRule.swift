/// A condition on the cluster that the user wants to be told about.
public enum AlarmRule: Hashable, Sendable, CustomStringConvertible {
  /// A member has more entries to apply than this.
  case lag(above: UInt64)
  /// The p99 of an endpoint's calls over the last minute is longer.
  case p99(above: Duration)
  /// Another member leads.
  case leaderChange
  /// A member's certificate has fewer days left.
  case certificate(daysBelow: Int)
  /// A member's backend file takes more of its quota, in percent.
  case quota(percentAbove: Int)

  /// As the user writes it.
  public var description: String {
    switch self {
    case .lag(let limit): "lag>\(limit)"
    case .p99(let limit): "p99>\(limit.inMilliseconds)ms"
    case .leaderChange: "leader-change"
    case .certificate(let days): "certificate<\(days)d"
    case .quota(let percent): "quota>\(percent)%"
    }
  }
}
