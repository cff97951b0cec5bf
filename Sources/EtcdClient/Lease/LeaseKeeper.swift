public import EtcdModel

/// Keeps one lease alive until it is stopped, let go, or the lease is lost.
public final class LeaseKeeper: Sendable {
  /// What happens to the lease.
  public enum Update: Hashable, Sendable {
    /// The server renewed it for this long.
    case renewed(timeToLive: Duration)
    /// Expired or revoked, or no answer came within its time to live; the last update.
    case lost(reason: String)
  }

  public let lease: LeaseID
  /// The newest updates only for a slow reader; renewals go on all the same. For one reader.
  public let updates: AsyncStream<Update>
  private let onStop: @Sendable () -> Void

  init(lease: LeaseID, updates: AsyncStream<Update>, onStop: @escaping @Sendable () -> Void) {
    self.lease = lease
    self.updates = updates
    self.onStop = onStop
  }

  deinit {
    onStop()
  }

  /// Sends no more renewals; the lease runs out by itself unless it is revoked.
  public func stop() {
    onStop()
  }
}
