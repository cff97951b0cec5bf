import EtcdModel

/// The open key: its value as a document, and how fresh that is.
public struct ValuePane: Sendable {
  public enum Phase: Hashable, Sendable {
    case empty
    /// The first answer is outstanding.
    case loading(since: ContinuousClock.Instant)
    /// `keyValue` is what the key held at `readRevision`.
    case loaded
    /// The key did not exist at `readRevision`.
    case absent
    case failed(EtcdError)
  }

  public internal(set) var key: Key?
  public internal(set) var phase = Phase.empty
  /// The last value that arrived, kept while a newer one is loaded or can't be.
  public internal(set) var keyValue: KeyValue?
  /// Of the answer that `keyValue` came with.
  public internal(set) var readRevision: Revision = 0
  public internal(set) var loadedAt: ContinuousClock.Instant?
  /// A revision at which the key is known to have changed after what is shown.
  public internal(set) var newerRevision: Revision?
  /// A newer answer is on its way.
  public internal(set) var isReloading = false

  /// nil asks for detection.
  public internal(set) var requestedFormat: ValueFormat?
  /// nil until the first decoding ended; the older one stays while the next is made.
  public internal(set) var document: ValueDocument?

  /// The first line and column on the screen.
  public internal(set) var top = 0
  public internal(set) var left = 0

  var request: RequestID?
  var decoding: RequestID?

  public init() {}
}
