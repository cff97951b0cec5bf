import EtcdModel

/// Lists the names directly under a prefix in pages, each by a few narrow windows.
///
/// A server walks every key of a window to count it, whatever the limit. So windows are cut narrow
/// (see `WindowPlanner`), and once a branch is known the rest of it is skipped. All windows read
/// the revision of the first one. Drive it with `nextPage`, then `receive` or `recover` for every
/// request that it asks for; one request is outstanding at a time.
public struct LevelListing: Hashable, Sendable {
  /// What an answer brought: every name between `from` and `to` is in `entries`.
  public struct Progress: Hashable, Sendable {
    public var entries: [LevelEntry]
    /// Whole keys, `from` inclusive, `to` exclusive; nil for the end of the level.
    public var from: [UInt8]
    public var to: [UInt8]?
    public var next: Next
  }

  public enum Next: Hashable, Sendable {
    case request(ListRequest)
    /// The page is full or has cost enough: `nextPage` goes on.
    case more
    case complete
  }

  public enum Recovery: Hashable, Sendable {
    /// The same window in another way.
    case again(ListRequest)
    /// The revision was compacted away: everything is read again at the current one.
    case restart(ListRequest)
    case fail
  }

  public static let requestsPerPage = 32

  public let prefix: [UInt8]
  public let delimiter: Delimiter
  /// Names that make a page full.
  public let pageSize: Int
  /// The revision that is read; nil before the first answer.
  public private(set) var revision: Revision?
  /// Everything before is listed; nil once the level is complete.
  public private(set) var position: [UInt8]?
  /// What it cost so far: the sum of all counts, and the RPCs.
  public private(set) var entriesWalked = 0
  public private(set) var requests = 0
  /// Names found so far.
  public private(set) var names = 0

  /// It reads this revision and no other; nil takes the current one.
  private let pin: Revision?
  private var planner: WindowPlanner
  /// The outstanding window; its end is nil for the end of the level.
  private var windowStart: [UInt8] = []
  private var windowEnd: [UInt8]?
  private var isSerializable = false
  /// Of this page.
  private var pageNames = 0
  private var pageRequests = 0

  /// `firstKey`, `keyCount` and `knownKeys` (sorted) are what is known about the level, such as
  /// from its parent or from a watch: they make it cheaper and may be wrong. `pin` is the one
  /// revision to read; nil reads the current one.
  public init(
    prefix: [UInt8], delimiter: Delimiter = .slash, pageSize: Int = 200,
    firstKey: [UInt8]? = nil, keyCount: KeyCount? = nil, pin: Revision? = nil,
    knownKeys: [[UInt8]] = []
  ) {
    self.pin = pin
    self.revision = pin
    self.prefix = prefix
    self.delimiter = delimiter
    self.pageSize = max(1, pageSize)
    self.position = prefix
    self.planner = WindowPlanner(
      prefix: prefix, delimiter: delimiter, pageSize: self.pageSize,
      hints: ListingHints(
        prefix: prefix, delimiter: delimiter, firstKey: firstKey, keys: knownKeys),
      keyCount: keyCount)
  }

  public var isComplete: Bool { position == nil }

  /// Starts the next page; nil when the level is complete.
  public mutating func nextPage() -> ListRequest? {
    pageNames = 0
    pageRequests = 0
    return request()
  }

  /// The next page reads the current revision, not that of the pages before.
  mutating func unpin() {
    revision = pin
  }

  public mutating func receive(_ answer: RangeAnswer) -> Progress {
    let from = position ?? prefix
    if revision == nil { revision = answer.revision }
    let count = max(answer.keys.count, min(answer.count, 1 << 40))
    entriesWalked += count

    let window = ListedWindow(
      keys: answer.keys, count: count, from: windowStart, end: windowEnd, prefix: prefix,
      delimiter: delimiter)
    planner.learn(window)
    // A hint whose key is gone tells nothing about what lies around it.
    if !planner.isProbe || !window.entries.isEmpty { position = window.position }
    pageNames += window.entries.count
    names += window.entries.count

    let next: Next
    if pageNames >= pageSize || pageRequests >= Self.requestsPerPage, position != nil {
      next = .more
    } else {
      next = request().map { .request($0) } ?? .complete
    }
    return Progress(entries: window.entries, from: from, to: position, next: next)
  }

  public mutating func recover(from error: EtcdError) -> Recovery {
    switch error.code {
    case .compacted where revision != nil && pin == nil:
      revision = nil
      position = prefix
      names = 0
      return nextPage().map { .restart($0) } ?? .fail
    case .futureRevision where isSerializable:
      // The member that answered is behind the one that named the revision: ask the quorum.
      return request(serializable: false).map { .again($0) } ?? .fail
    default:
      return .fail
    }
  }

  private mutating func request(serializable: Bool = true) -> ListRequest? {
    guard let position else { return nil }
    (windowStart, windowEnd) = planner.window(from: position)
    isSerializable = serializable && revision != nil
    requests += 1
    pageRequests += 1
    return ListRequest(
      range: KeyRange(start: windowStart.isEmpty ? [0] : windowStart, end: windowEnd ?? [0]),
      limit: planner.limit(), revision: revision, serializable: isSerializable)
  }
}
