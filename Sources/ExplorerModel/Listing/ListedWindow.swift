import EtcdModel

/// A window that a listing asks for.
struct PlannedWindow: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case whole
    /// One of many that are as wide.
    case comb
    /// Ends within the branch that is expected next.
    case tail
    /// Ends behind the lowest name of a group; what follows it in the group is not asked for.
    case low
    /// The one key of a hint.
    case probe
  }

  var kind = Kind.whole
  var start: [UInt8]
  /// nil for the end of the level.
  var end: [UInt8]?
  var limit: Int
  /// Where the group ends of which a low window looks for the first name.
  var groupEnd: [UInt8]?

  /// What it says something about; nil for the end of the level.
  var extent: [UInt8]? { groupEnd ?? end }
}

/// One answered window: the names in it, and how far they are known.
struct ListedWindow: Hashable, Sendable {
  private(set) var entries: [LevelEntry] = []
  /// Everything from here on is known: the window's start, or that of the branch that it lies in.
  private(set) var from: [UInt8]
  /// Everything before is known; nil when the level is.
  private(set) var position: [UInt8]?
  let count: Int
  let returned: Int
  /// Keys that were returned before those of the last branch.
  private(set) var beforeLast = 0
  let planned: PlannedWindow

  /// All keys of the window were returned.
  var isExhausted: Bool { returned >= count }
  /// Keys that were walked but not returned.
  var unread: Int { max(0, count - returned) }

  /// How far what follows the last name may be dense, as far as this window tells.
  func denseUntil(keysPerName: Double?) -> [UInt8]? {
    if planned.kind == .low { return entries.isEmpty ? nil : planned.groupEnd }
    let isDense = unread > 400 && Double(unread) > 2.5 * (keysPerName ?? 0)
    return isDense ? planned.end ?? [0xFF, 0xFF] : nil
  }

  init(
    keys: [Key], count: Int, planned: PlannedWindow, prefix: [UInt8], delimiter: Delimiter
  ) {
    self.count = count
    self.returned = keys.count
    self.planned = planned
    self.from = planned.start

    // A server that answers with foreign keys or out of order must not derail the listing.
    var last = planned.start
    var branchSize = 0
    for (index, key) in keys.lazy.map(\.bytes).enumerated() {
      let isNext =
        entries.isEmpty
        ? !key.lexicographicallyPrecedes(last) : last.lexicographicallyPrecedes(key)
      guard isNext, key.starts(with: prefix) else { continue }
      last = key
      if let segmentEnd = delimiter.segmentEnd(in: key, from: prefix.count) {
        let name = Array(key[prefix.count..<segmentEnd])
        if entries.last?.name == name {
          branchSize += 1
        } else {
          closeBranch(size: branchSize, isWhole: true, prefix: prefix)
          var entry = LevelEntry(name: name, isBranch: true)
          // A window that begins within a branch does not tell of its first key.
          if (prefix + name).lexicographicallyPrecedes(planned.start) {
            entry.someKey = key
          } else {
            entry.firstKey = key
          }
          entries.append(entry)
          branchSize = 1
          beforeLast = index
        }
      } else {
        closeBranch(size: branchSize, isWhole: true, prefix: prefix)
        entries.append(LevelEntry(name: Array(key[prefix.count...]), isBranch: false))
        branchSize = 0
        beforeLast = index + 1
      }
    }
    closeBranch(size: branchSize, isWhole: isExhausted, prefix: prefix)
    position = nextPosition(prefix: prefix)
    if let last = entries.last, last.isBranch, position == nil || position == planned.end,
      beginsAndEndsWithin(prefix + last.name)
    {
      entries[entries.count - 1].count = .exact(count - beforeLast)
    }
    if let first = entries.first, first.isBranch {
      let path = prefix + first.name
      if path.lexicographicallyPrecedes(from) { from = path }
    }
  }

  /// The keys of the last branch were `size`, if it begins and ends within the window.
  private mutating func closeBranch(size: Int, isWhole: Bool, prefix: [UInt8]) {
    guard let branch = entries.last, branch.isBranch, size > 0 else { return }
    let isExact = isWhole && beginsAndEndsWithin(prefix + branch.name)
    entries[entries.count - 1].count = isExact ? .exact(size) : .estimated(size)
  }

  /// True when no key of the branch lies before or behind the window.
  private func beginsAndEndsWithin(_ branch: [UInt8]) -> Bool {
    if branch.lexicographicallyPrecedes(planned.start) { return false }
    guard let end = planned.end else { return true }
    let branchEnd = KeyRange.prefixEnd(branch)
    return branchEnd != [0] && !end.lexicographicallyPrecedes(branchEnd)
  }

  private func nextPosition(prefix: [UInt8]) -> [UInt8]? {
    let levelEnd = KeyRange.prefixEnd(prefix)
    var next = planned.end
    if let entry = entries.last {
      let path = prefix + entry.name
      var behind: [UInt8]? = path + [0]
      if entry.isBranch {
        let branchEnd = KeyRange.prefixEnd(path)
        behind = branchEnd == [0] ? nil : branchEnd
      }
      if !isExhausted {
        next = behind
      } else if let window = next, let known = behind, window.lexicographicallyPrecedes(known) {
        next = known
      } else if behind == nil {
        next = nil
      }
    }
    if let reached = next, !prefix.isEmpty, levelEnd != [0],
      !reached.lexicographicallyPrecedes(levelEnd)
    {
      return nil
    }
    return next
  }

  /// More is known than everything before a position; nil is the end of the level.
  func reachesBehind(_ position: [UInt8]?) -> Bool {
    guard let position else { return false }
    return self.position.map { position.lexicographicallyPrecedes($0) } ?? true
  }

  /// The last branch, where its keys are known once those that follow it in the window are.
  func openBranch(prefix: [UInt8]) -> OpenBranch? {
    guard !isExhausted, let last = entries.last, last.isBranch, let position,
      beginsAndEndsWithin(prefix + last.name), let end = planned.end
    else { return nil }
    return OpenBranch(
      name: last.name, keys: count - beforeLast, countedTo: position, until: end)
  }
}

/// A branch whose keys are known but for those of what follows it in its window.
struct OpenBranch: Hashable, Sendable {
  let name: [UInt8]
  /// Of the branch and of everything from `countedTo` to `until`.
  private(set) var keys: Int
  private var countedTo: [UInt8]
  let until: [UInt8]
  /// It can't be told any more.
  private(set) var isLost = false

  init(name: [UInt8], keys: Int, countedTo: [UInt8], until: [UInt8]) {
    self.name = name
    self.keys = keys
    self.countedTo = countedTo
    self.until = until
  }

  var isCounted: Bool { !isLost && countedTo == until }

  mutating func leaveOut(_ window: ListedWindow) {
    guard let end = window.planned.end, !until.lexicographicallyPrecedes(end) else {
      isLost = true
      return
    }
    if window.planned.start == countedTo {
      keys -= window.count
      countedTo = end
    } else if countedTo.lexicographicallyPrecedes(end) {
      isLost = true
    }
  }
}
