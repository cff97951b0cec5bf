import EtcdModel

/// What a key went through, as one watch from the first revision on tells it.
///
/// Drive it with `began`, then `take` for every update of the watch, and `compacted` once the server
/// has said how far its history is gone. It is bounded: of very many versions the newest are kept.
public struct KeyHistory: Hashable, Sendable {
  public static let versionLimit = 10_000

  public let key: Key
  /// Oldest first.
  public private(set) var versions: [KeyVersion] = []
  /// Older versions that were read but not kept, or came faster than they could be taken.
  public private(set) var dropped = 0
  /// The compact revision: what was written up to here can't be read any more, but for what the key
  /// held at it. nil when nothing was compacted.
  public private(set) var compactRevision: Revision?
  /// The first entry is what the key held at the compact revision.
  public private(set) var hasBase = false
  /// What the key held at the compact revision was read, or that it did not exist then.
  private var isBaseKnown = true
  private var base: KeyVersion?
  /// The store's revision when the reading began.
  public private(set) var readRevision: Revision = 0
  public private(set) var isConnected = false
  /// Why it ended early, as a sentence; nil while it has not.
  public private(set) var failure: EtcdError?

  /// The key's value when the reading began.
  private var current: KeyValue?
  /// The newest value, to compare the next one with.
  private var newest: KeyValue?

  public init(key: Key) {
    self.key = key
  }

  /// What the key holds now: the history is complete when it has come so far.
  public mutating func began(_ current: KeyValue?, at revision: Revision) {
    self.current = current
    readRevision = revision
  }

  /// The server's history begins behind this revision, where the key held `base`.
  ///
  /// - Parameter isKnown: false when that can't be read either, as more was compacted meanwhile.
  public mutating func compacted(_ revision: Revision, base: KeyValue?, isKnown: Bool = true) {
    // What was not written since then is what it is now.
    let isUnchanged =
      current.map { $0.modRevision <= revision && revision <= readRevision } ?? false
    let base = isKnown ? base : isUnchanged ? current : nil
    compactRevision = revision
    isBaseKnown = isKnown || isUnchanged
    newest = base
    self.base = base.map { KeyVersion(Event(kind: .put, keyValue: $0)) }
    versions = self.base.map { [$0] } ?? []
    hasBase = base != nil
  }

  /// - Parameter compare: how two values differ; may be slow.
  public mutating func take(
    _ update: WatchUpdate, compare: (KeyValue, KeyValue) -> ValueChange?
  ) {
    switch update {
    case .events(let events, _):
      for event in events { append(event, compare) }
    case .started, .resumed: isConnected = true
    case .disconnected: isConnected = false
    case .overflow(let lost):
      dropped += lost
      newest = nil
    case .ended(let error): failure = error
    case .gap, .progress: break
    }
  }

  /// Everything up to `readRevision` is here.
  public var isComplete: Bool {
    guard let current, isConnected else { return false }
    let reached = versions.last?.revision ?? 0
    return max(reached, compactRevision ?? 0) >= current.modRevision
  }

  /// Nothing more is expected, though the server doesn't say so: a key that is absent now was
  /// deleted last, or was never there.
  public var mayBeComplete: Bool {
    guard isConnected else { return false }
    return isComplete || current == nil && versions.last?.kind != .put
  }

  /// What is known about versions that can't be read any more, as a sentence; nil when there were
  /// none.
  public var lossWords: String? {
    guard let compactRevision else { return nil }
    let horizon = "Compacted up to revision \(compactRevision)"
    guard isBaseKnown else {
      return horizon + " and meanwhile further: what the key held there is not known."
    }
    guard let base else {
      return horizon + ": the key did not exist then, whether before is not known."
    }
    let earlier =
      base.version > 1
      ? "\(base.version == 2 ? "version 1 is" : "versions 1 to \(base.version - 1) are") gone"
      : "no version of this key's life is gone"
    return horizon + ": \(earlier); whether it lived before revision \(base.createRevision)"
      + " is not known."
  }

  private mutating func append(_ event: Event, _ compare: (KeyValue, KeyValue) -> ValueChange?) {
    var version = KeyVersion(event)
    if event.kind == .put, let newest { version.change = compare(newest, event.keyValue) }
    newest = event.kind == .put ? event.keyValue : nil
    versions.append(version)
    guard versions.count > Self.versionLimit + Self.versionLimit / 4 else { return }
    // Not one at a time: moving ten thousand for each would make a long history quadratic.
    let excess = versions.count - Self.versionLimit
    versions.removeFirst(excess)
    dropped += excess
    hasBase = false
  }
}
