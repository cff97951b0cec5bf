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
  /// An event that happened before the watch asked for it: `at` is not its time.
  public var isReplayed = false
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
  /// Its first bytes: foreign text or binary. Empty where it is masked.
  public var preview: [UInt8]
  /// The value may be what Kubernetes calls secret: nothing for a list that everybody sees.
  public var isMasked: Bool

  init(_ event: Event) {
    kind = event.kind
    isCreate = event.isCreate
    key = event.keyValue.key
    revision = event.keyValue.modRevision
    version = event.keyValue.version
    lease = event.keyValue.lease
    valueSize = event.keyValue.value.count
    isMasked = event.kind == .put && PossibleSecret.isIn(event.keyValue.value)
    preview = isMasked ? [] : Array(event.keyValue.value.prefix(Self.previewLimit))
  }
}

/// Whether a value may be a Secret of Kubernetes, at a glance: an event's value is not decoded. It
/// errs on the side of silence.
enum PossibleSecret {
  /// What says so anywhere in a value: the kind's name, plain or in base64 at each of the three
  /// places where it may begin between two digits.
  private static let words = ["Secret", "U2VjcmV0", "NlY3Jld", "TZWNyZX"].map { Array($0.utf8) }

  /// What is compressed says nothing before it is opened, not even in base64, once or twice.
  private static let beginnings: [[UInt8]] = [
    [0x1F, 0x8B], Array("H4sI".utf8), Array("SDRzS".utf8),
    [0x78, 0x01], [0x78, 0x5E], [0x78, 0x9C], [0x78, 0xDA],
  ]

  static func isIn(_ value: [UInt8]) -> Bool {
    if beginnings.contains(where: { value.starts(with: $0) }) { return true }
    let bytes = value.span
    for index in bytes.indices {
      switch bytes[index] {
      case UInt8(ascii: "S"), UInt8(ascii: "U"), UInt8(ascii: "N"), UInt8(ascii: "T"):
        if words.contains(where: { begins(bytes, at: index, with: $0) }) { return true }
      default: continue
      }
    }
    return false
  }

  private static func begins(_ bytes: Span<UInt8>, at start: Int, with word: [UInt8]) -> Bool {
    guard start + word.count <= bytes.count else { return false }
    for offset in word.indices where bytes[start + offset] != word[offset] { return false }
    return true
  }
}
