import EtcdModel

/// Lists the names directly under a prefix in pages, each by a few requests for narrow windows.
///
/// A server walks every key of a window to count it, whatever the limit. So windows are cut narrow
/// (see `WindowPlanner`), and once a branch is known the rest of it is skipped. All windows read
/// the revision of the first one. Drive it with `nextPage`, then `receive` or `recover` for every
/// request that it asks for; one request is outstanding at a time.
public struct LevelListing: Hashable, Sendable {
  /// What an answer brought: every name between `from` and `to` is in `entries`.
  public struct Progress: Hashable, Sendable {
    public var entries: [LevelEntry]
    /// Branches of earlier entries whose keys are known exactly by now.
    public var counted: [LevelEntry] = []
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
    /// The same windows in another way.
    case again(ListRequest)
    /// The revision was compacted away: everything is read again at the current one.
    case restart(ListRequest)
    case fail
  }

  public static let requestsPerPage = 32
  /// A page that made the server walk so much ends once it has some names.
  public static let entriesPerPage = 2_000_000
  private static let fewNames = 32

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
  /// The outstanding windows.
  private var asked: [PlannedWindow] = []
  /// Answered windows behind something that is not known yet, in key order.
  private var ahead: [ListedWindow] = []
  /// The name found last, where its keys may still be counted.
  private var open: OpenBranch?
  /// The window that told of everything before `position`.
  private var last: ListedWindow?
  /// What lies before is probably dense.
  private var denseUntil: [UInt8]?
  private var lastName: [UInt8]?
  private var isSerializable = false
  /// Of this page.
  private var pageNames = 0
  private var pageRequests = 0
  private var pageEntries = 0

  /// `firstKey`, `keyCount` and `knownKeys` (sorted) are what is known about the level, such as
  /// from its parent or from a watch: they make it cheaper and may be wrong. `pin` is the one
  /// revision to read; nil reads the current one.
  ///
  /// - Parameter isKnown: the known keys stand for all branches of the level, as far as is known.
  public init(
    prefix: [UInt8], delimiter: Delimiter = .slash, pageSize: Int = 200,
    firstKey: [UInt8]? = nil, keyCount: KeyCount? = nil, pin: Revision? = nil,
    knownKeys: [[UInt8]] = [], isKnown: Bool = false
  ) {
    self.pin = pin
    self.revision = pin
    self.prefix = prefix
    self.delimiter = delimiter
    self.pageSize = max(1, pageSize)
    self.position = prefix
    self.planner = WindowPlanner(
      prefix: prefix, delimiter: delimiter,
      hints: ListingHints(
        prefix: prefix, delimiter: delimiter, firstKey: firstKey, keys: knownKeys,
        isComplete: isKnown),
      keyCount: keyCount)
  }

  public var isComplete: Bool { position == nil }

  /// Starts the next page; nil when the level is complete.
  public mutating func nextPage() -> ListRequest? {
    pageNames = 0
    pageRequests = 0
    pageEntries = 0
    return request()
  }

  /// The next page reads the current revision, not that of the pages before.
  mutating func unpin() {
    revision = pin
    ahead = []
    open = nil
    denseUntil = nil
    last = nil
  }

  public mutating func receive(_ answer: RangeAnswer) -> Progress {
    if revision == nil { revision = answer.revision }
    var answered: [ListedWindow] = []
    for (window, planned) in zip(answer.windows, asked) {
      let count = max(window.keys.count, min(window.count, 1 << 40))
      entriesWalked += count
      pageEntries += count
      answered.append(
        ListedWindow(
          keys: window.keys, count: count, planned: planned, prefix: prefix, delimiter: delimiter))
    }
    planner.note(answered)
    // A hint whose key is gone tells nothing about what lies around it.
    ahead += answered.filter { $0.planned.kind != .probe || !$0.entries.isEmpty }
    ahead.sort { $0.from.lexicographicallyPrecedes($1.from) }
    var progress = Progress(entries: [], from: position ?? prefix, to: nil, next: .complete)
    while let reached = position, let next = ahead.first,
      !reached.lexicographicallyPrecedes(next.from)
    {
      ahead.removeFirst()
      take(next, into: &progress)
    }
    pageNames += progress.entries.count
    names += progress.entries.count
    progress.to = position
    if position == nil {
      progress.next = .complete
    } else if pageNames >= pageSize || pageRequests >= Self.requestsPerPage
      || pageNames >= Self.fewNames && pageEntries >= Self.entriesPerPage
    {
      progress.next = .more
    } else {
      progress.next = request().map { .request($0) } ?? .complete
    }
    return progress
  }

  public mutating func recover(from error: EtcdError) -> Recovery {
    switch error.code {
    case .compacted where revision != nil && pin == nil:
      unpin()
      position = prefix
      lastName = nil
      names = 0
      return nextPage().map { .restart($0) } ?? .fail
    case .futureRevision where isSerializable:
      // The member that answered is behind the one that named the revision: ask the quorum.
      return .again(send(serializable: false))
    default:
      return .fail
    }
  }

  /// Everything before the window is known.
  private mutating func take(_ window: ListedWindow, into progress: inout Progress) {
    count(window, into: &progress)
    planner.learn(window)
    let known = progress.entries.count
    progress.entries += window.entries.behind(lastName)
    if known < progress.entries.count { lastName = progress.entries.last?.name }
    for index in known..<progress.entries.count {
      guard case .estimated(let seen) = progress.entries[index].count else { continue }
      progress.entries[index].count = estimate(seen: seen, in: window.planned.kind)
    }
    guard window.reachesBehind(position) else { return }
    position = window.position
    open = window.openBranch(prefix: prefix) ?? open
    last = window
    if let dense = window.denseUntil(keysPerName: planner.known.keysPerName),
      denseUntil.map({ $0.lexicographicallyPrecedes(dense) }) ?? true
    {
      denseUntil = dense
    }
  }

  /// What ends within a branch says nothing about its size: neighbours do.
  private func estimate(seen: Int, in kind: PlannedWindow.Kind) -> KeyCount? {
    guard let usual = planner.known.keysPerName else {
      return kind == .tail || kind == .probe ? nil : .estimated(seen)
    }
    return .estimated(max(seen, Int(min(usual, 1e15).rounded())))
  }

  /// What a window holds behind an open branch is not the branch's.
  private mutating func count(_ window: ListedWindow, into progress: inout Progress) {
    guard var branch = open else { return }
    branch.leaveOut(window)
    open = branch.isCounted || branch.isLost ? nil : branch
    guard branch.isCounted else { return }
    planner.learn(size: branch.keys)
    if let index = progress.entries.lastIndex(where: { $0.name == branch.name }) {
      progress.entries[index].count = .exact(branch.keys)
    } else {
      progress.counted.append(
        LevelEntry(name: branch.name, isBranch: true, count: .exact(branch.keys)))
    }
  }

  private mutating func request() -> ListRequest? {
    guard let position else { return nil }
    asked = planner.windows(
      from: position, last: last, denseUntil: denseUntil, ahead: ahead,
      open: open, namesWanted: pageSize - pageNames)
    return send(serializable: true)
  }

  private mutating func send(serializable: Bool) -> ListRequest {
    isSerializable = serializable && revision != nil
    requests += 1
    pageRequests += 1
    let windows = asked.map { window in
      ListRequest.Window(
        range: KeyRange(
          start: window.start.isEmpty ? [0] : window.start, end: window.end ?? [0]),
        limit: window.limit)
    }
    return ListRequest(windows: windows, revision: revision, serializable: isSerializable)
  }
}
