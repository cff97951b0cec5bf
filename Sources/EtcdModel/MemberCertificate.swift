/// The TLS certificate that a member shows its clients. All text is foreign.
public struct MemberCertificate: Hashable, Sendable {
  private static let day = Duration.seconds(86_400)

  /// Whom it was issued to and by whom, such as `/CN=etcd-1/O=example`.
  public var subject: String
  public var issuer: String
  /// The names and addresses that it is for, the first few of many.
  public var names: [String]
  /// When it ends, on the clock of this process.
  public var expires: ContinuousClock.Instant

  public init(
    subject: String = "", issuer: String = "", names: [String], expires: ContinuousClock.Instant
  ) {
    self.subject = subject
    self.issuer = issuer
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
