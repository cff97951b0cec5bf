/// The TLS certificate that a member shows its clients.
public struct MemberCertificate: Hashable, Sendable {
  private static let day = Duration.seconds(86_400)

  /// The names and addresses that it is for, the first few of many: foreign text.
  public var names: String
  /// When it ends, on the clock of this process.
  public var expires: ContinuousClock.Instant

  public init(names: String, expires: ContinuousClock.Instant) {
    self.names = names
    self.expires = expires
  }

  /// Whole days left; negative once it has expired.
  public func daysLeft(at now: ContinuousClock.Instant) -> Int {
    let left = now.duration(to: expires)
    let days = Int(left.components.seconds / Self.day.components.seconds)
    return left < .zero ? days - 1 : days
  }
}
