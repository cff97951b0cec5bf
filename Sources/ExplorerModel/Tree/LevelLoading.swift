import EtcdModel

/// How one level is read and followed.
struct LevelLoading: Sendable {
  var listing: LevelListing
  /// The one revision that is read; nil for what there is now.
  private let pin: Revision?
  /// The outstanding window.
  var request: RequestID?
  /// When the last answer came.
  var readAt: ContinuousClock.Instant?
  /// Events up to here are in the rows; 0 before the first answer.
  var followed: Revision = 0
  /// What was read last: the keys from here on hold everything up to the revision, which may be
  /// ahead of `followed`.
  var newest: (from: [UInt8], revision: Revision)?
  /// A watch could not keep up with it: it is not followed until it is read again.
  var isBlocked = false
  /// The last event of each key behind what is listed, kept while a page is being read.
  var deferred: [Key: DeferredEvent] = [:]
  /// While a level is read again: how far its old rows reach.
  var oldExtent: OldExtent?

  struct DeferredEvent: Sendable {
    var kind: Event.Kind
    var revision: Revision
  }

  enum OldExtent: Hashable, Sendable {
    case upTo([UInt8])
    /// To the level's end.
    case whole
  }

  /// Nothing is known that would make the first reading cheap.
  private(set) var wantsHints = false

  static let deferredLimit = 4096
  /// So few keys are read without hints.
  private static let smallLevel = 5000

  init(
    prefix: [UInt8], delimiter: Delimiter, firstKey: [UInt8]? = nil, keyCount: KeyCount? = nil,
    pin: Revision? = nil, knownKeys: [[UInt8]] = []
  ) {
    self.pin = pin
    listing = LevelListing(
      prefix: prefix, delimiter: delimiter, firstKey: firstKey, keyCount: keyCount, pin: pin,
      knownKeys: knownKeys)
    if firstKey == nil, knownKeys.isEmpty, pin == nil {
      if case .exact(let count) = keyCount {
        wantsHints = count > Self.smallLevel
      } else {
        wantsHints = true
      }
    }
  }

  var hasOldRows: Bool { oldExtent != nil }

  /// True for a key that the listing has passed.
  func hasListed(_ key: [UInt8]) -> Bool {
    guard let position = listing.position else { return true }
    return key.lexicographicallyPrecedes(position)
  }

  /// True for a key that the rows tell about.
  func covers(_ key: [UInt8]) -> Bool {
    switch oldExtent {
    case .whole: true
    case .upTo(let end): key.lexicographicallyPrecedes(end) || hasListed(key)
    case nil: hasListed(key)
    }
  }

  /// True when the rows don't hold the event yet.
  func isNews(_ event: Event) -> Bool {
    let revision = event.keyValue.modRevision
    if let newest, revision <= newest.revision,
      !event.keyValue.key.bytes.lexicographicallyPrecedes(newest.from)
    {
      return false
    }
    return revision > followed
  }

  /// An answer came of this revision.
  mutating func noteRevision(_ revision: Revision, from: [UInt8], _ isFollowed: Bool) {
    if newest?.revision != revision { newest = (from, revision) }
    if followed == 0 || !isFollowed { followed = revision }
  }

  /// While a watch follows the level, its next page is read at the current revision, as the rows
  /// before it are.
  mutating func unpin() {
    guard followed > 0, followed >= newest?.revision ?? 0 else { return }
    listing.unpin()
    deferred = [:]
  }

  /// - Parameter isKnown: the known keys stand for all branches of the level.
  mutating func startAnew(
    firstKey: [UInt8]?, keyCount: KeyCount?, knownKeys: [[UInt8]], isKnown: Bool
  ) {
    if oldExtent == nil { oldExtent = listing.position.map { .upTo($0) } ?? .whole }
    listing = LevelListing(
      prefix: listing.prefix, delimiter: listing.delimiter, firstKey: firstKey,
      keyCount: keyCount, pin: pin, knownKeys: knownKeys, isKnown: isKnown)
    wantsHints = false
    request = nil
    isBlocked = false
  }

  /// What was asked for as hints has come, before anything was read.
  mutating func takeHints(_ keys: [[UInt8]], keyCount: KeyCount?) {
    wantsHints = false
    listing = LevelListing(
      prefix: listing.prefix, delimiter: listing.delimiter, keyCount: keyCount, pin: pin,
      knownKeys: keys)
  }

  /// The next page of a reload that has not reached the end of the old rows yet.
  mutating func continueReload(limit: Int) -> ListRequest? {
    guard listing.names < limit, let position = listing.position else { return nil }
    if case .upTo(let end) = oldExtent, !position.lexicographicallyPrecedes(end) { return nil }
    return listing.nextPage()
  }
}

extension LevelLoading {
  /// - Returns: false when there are too many to keep.
  mutating func deferEvent(_ event: Event) -> Bool {
    guard deferred.count < Self.deferredLimit || deferred[event.keyValue.key] != nil
    else { return false }
    deferred[event.keyValue.key] = DeferredEvent(
      kind: event.kind, revision: event.keyValue.modRevision)
    return true
  }

  /// What the listing has passed by now; what its revision already holds is left out.
  mutating func takeDeferred(after revision: Revision) -> [(Key, DeferredEvent)] {
    guard !deferred.isEmpty else { return [] }
    let passed = deferred.filter { hasListed($0.key.bytes) }
    for key in passed.keys { deferred[key] = nil }
    return passed.filter { $0.value.revision > revision }.sorted { $0.key < $1.key }
  }
}
