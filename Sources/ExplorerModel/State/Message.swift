/// The line that says what just happened.
public struct Message: Hashable, Sendable {
  public enum Severity: Hashable, Sendable { case hint, info, warning, error }

  public var text: String
  public var severity: Severity
  public var at: ContinuousClock.Instant

  public init(_ text: String, severity: Severity = .info, at: ContinuousClock.Instant) {
    self.text = text
    self.severity = severity
    self.at = at
  }

  /// Errors stay long enough to be read after looking away.
  var lifetime: Duration {
    switch severity {
    case .hint: .seconds(20)
    case .info: .seconds(6)
    case .warning: .seconds(12)
    case .error: .seconds(30)
    }
  }
}
