/// The TLS certificate that a server shows. All text is foreign.
public struct PeerCertificate: Hashable, Sendable {
  /// Whom it was issued to and by whom, such as `/CN=etcd-1/O=example`.
  public var subject: String
  public var issuer: String
  /// The DNS names and addresses that it is for, the first few of many.
  public var names: [String]
  /// Until its end, when it was read; negative once it has expired.
  public var timeLeft: Duration

  public init(subject: String, issuer: String, names: [String], timeLeft: Duration) {
    self.subject = subject
    self.issuer = issuer
    self.names = names
    self.timeLeft = timeLeft
  }
}
