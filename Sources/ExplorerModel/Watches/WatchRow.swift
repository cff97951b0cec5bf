import EtcdModel

/// One row of the watches pane.
public struct WatchRow: Hashable, Sendable {
  public enum Content: Hashable, Sendable {
    case event(WatchedEvent)
    case started(revision: Revision, endpoint: Endpoint)
    case disconnected(reason: String, endpoint: Endpoint)
    /// The stream is back; nothing between was lost.
    case resumed(from: Revision, endpoint: Endpoint)
    /// Compacted away while the watch was down.
    case gap(lost: ClosedRange<Revision>)
    /// We were too slow and dropped this many.
    case overflow(lost: Int)
    case ended(EtcdError)
  }

  public var at: ContinuousClock.Instant
  public var watch: WatchID
  /// The watch's number on the screen, as in `w1`.
  public var number: Int
  public var content: Content
  /// The filter left it when it came, with all of its value.
  var isShown = true
}

/// An event without its value, of which only a beginning is kept: a row costs a bounded amount.
public struct WatchedEvent: Hashable, Sendable {
  static let previewLimit = 160

  public var kind: Event.Kind
  public var isCreate: Bool
  public var key: Key
  public var revision: Revision
  public var version: Int64
  public var lease: LeaseID
  /// Bytes of the whole value.
  public var valueSize: Int
  /// Its first bytes: foreign text or binary.
  public var preview: [UInt8]

  init(_ event: Event) {
    kind = event.kind
    isCreate = event.isCreate
    key = event.keyValue.key
    revision = event.keyValue.modRevision
    version = event.keyValue.version
    lease = event.keyValue.lease
    valueSize = event.keyValue.value.count
    preview =
      Self.isSecret(event.keyValue.value)
      ? Array("(a Secret)".utf8) : Array(event.keyValue.value.prefix(Self.previewLimit))
  }

  /// What Kubernetes calls secret is nothing for a list that everybody sees.
  private static func isSecret(_ value: [UInt8]) -> Bool {
    let head = value.prefix(256)
    return head.starts(with: "k8s\0".utf8) && head.contains(Array("\u{6}Secret".utf8))
      || head.first == UInt8(ascii: "{") && head.contains(Array("\"Secret\"".utf8))
      || head.contains(Array("kind: Secret".utf8))
  }
}
