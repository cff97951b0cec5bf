import EtcdModel

/// One answered window: the names in it, and where the next window begins.
struct ListedWindow {
  private(set) var entries: [LevelEntry] = []
  /// Everything before is known; nil when the level is.
  private(set) var position: [UInt8]?
  let count: Int
  let returned: Int
  let from: [UInt8]
  /// nil for the end of the level.
  let end: [UInt8]?

  /// All keys of the window were returned.
  var isExhausted: Bool { returned >= count }

  init(
    keys: [Key], count: Int, from: [UInt8], end: [UInt8]?, prefix: [UInt8], delimiter: Delimiter
  ) {
    self.count = count
    self.returned = keys.count
    self.from = from
    self.end = end

    // A server that answers with foreign keys or out of order must not derail the listing.
    var last = from
    var branchSize = 0
    for key in keys.map(\.bytes) {
      guard key.starts(with: prefix), !key.lexicographicallyPrecedes(last) else { continue }
      last = key
      if let segmentEnd = delimiter.segmentEnd(in: key, from: prefix.count) {
        let name = Array(key[prefix.count..<segmentEnd])
        if entries.last?.name == name {
          branchSize += 1
        } else {
          closeBranch(size: branchSize, isWhole: true, prefix: prefix)
          entries.append(LevelEntry(name: name, isBranch: true, firstKey: key))
          branchSize = 1
        }
      } else {
        closeBranch(size: branchSize, isWhole: true, prefix: prefix)
        entries.append(LevelEntry(name: Array(key[prefix.count...]), isBranch: false))
        branchSize = 0
      }
    }
    closeBranch(size: branchSize, isWhole: isExhausted, prefix: prefix)
    position = nextPosition(after: last, prefix: prefix)
  }

  /// The keys of the last branch were `size`, if it begins and ends within the window.
  private mutating func closeBranch(size: Int, isWhole: Bool, prefix: [UInt8]) {
    guard let branch = entries.last, branch.isBranch, size > 0 else { return }
    let path = prefix + branch.name
    let isInside = !path.lexicographicallyPrecedes(from) && endsWithin(path)
    entries[entries.count - 1].count = isWhole && isInside ? .exact(size) : .estimated(size)
  }

  /// True when no key of the branch lies behind the window.
  private func endsWithin(_ branch: [UInt8]) -> Bool {
    guard let end else { return true }
    let branchEnd = KeyRange.prefixEnd(branch)
    return branchEnd != [0] && !end.lexicographicallyPrecedes(branchEnd)
  }

  private func nextPosition(after last: [UInt8], prefix: [UInt8]) -> [UInt8]? {
    let levelEnd = KeyRange.prefixEnd(prefix)
    var next = end
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
}
