import EtcdModel

/// What a lease has left, as it was read; it goes on running meanwhile.
public struct LeaseReading: Hashable, Sendable {
  /// Read again so often while its key is open: a keep-alive may have renewed it.
  static let interval: Duration = .seconds(10)

  public let id: LeaseID
  /// Seconds left when it was read; nil when the lease was gone.
  public let remaining: Int64?
  /// Seconds that it was granted for.
  public let granted: Int64
  public let readAt: ContinuousClock.Instant

  /// Seconds left now, as far as nobody renewed it since.
  public func remaining(at now: ContinuousClock.Instant) -> Int64? {
    remaining.map { max(0, $0 - (now - readAt).components.seconds) }
  }
}
