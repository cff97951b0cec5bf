import EtcdModel

/// What became of the keys of a prefix between two revisions: two listings in key order, merged
/// page by page.
///
/// Drive it with `nextPage` and `receive` until there is no next page; no values are needed.
public struct PrefixDiff: Sendable {
  public enum Kind: String, Hashable, Sendable { case added, changed, removed }

  public struct Change: Hashable, Sendable {
    public var kind: Kind
    public var key: Key
    /// Of the key's last write at the older and at the newer revision.
    public var before: Revision?
    public var after: Revision?
  }

  public enum Side: Hashable, Sendable { case older, newer }

  /// The next keys of one side.
  public struct Page: Hashable, Sendable {
    public var side: Side
    public var range: KeyRange
    public var revision: Revision
  }

  /// A key and its last write.
  public struct Entry: Hashable, Sendable {
    public var key: Key
    public var modRevision: Revision

    public init(key: Key, modRevision: Revision) {
      self.key = key
      self.modRevision = modRevision
    }
  }

  /// One side's listing.
  private struct Listing: Sendable {
    var entries: [Entry] = []
    var head = 0
    /// Where the next page begins; nil behind the last one.
    var position: [UInt8]?

    var first: Entry? { head < entries.count ? entries[head] : nil }
    /// There is more than what is here.
    var needsPage: Bool { first == nil && position != nil }
  }

  public let range: KeyRange
  public let older: Revision
  public let newer: Revision
  /// Keys that were compared, of both sides together.
  public private(set) var compared = 0
  private var old: Listing
  private var new: Listing

  /// The order of the revisions does not matter.
  public init(range: KeyRange, between one: Revision, and other: Revision) {
    self.range = range
    older = min(one, other)
    newer = max(one, other)
    old = Listing(position: range.start)
    new = Listing(position: range.start)
  }

  /// What to read next; nil when everything was compared.
  public var nextPage: Page? {
    if old.needsPage, let position = old.position {
      return Page(
        side: .older, range: KeyRange(start: position, end: end(beside: new, from: position)),
        revision: older)
    }
    if new.needsPage, let position = new.position {
      return Page(
        side: .newer, range: KeyRange(start: position, end: end(beside: old, from: position)),
        revision: newer)
    }
    return nil
  }

  /// One side goes as far as the other is known: a server walks all of the range that it is asked for.
  private func end(beside other: Listing, from position: [UInt8]) -> [UInt8] {
    guard other.first != nil, let end = other.position, position.lexicographicallyPrecedes(end)
    else { return range.end }
    return end
  }

  /// - Parameter more: keys follow behind the page.
  /// - Returns: what can be told now, in key order.
  public mutating func receive(_ entries: [Entry], more: Bool, for page: Page) -> [Change] {
    compared += entries.count
    // A page that ended before the range did is gone on from there.
    let rest = page.range.end == range.end ? nil : page.range.end
    let end = more ? entries.last.map { $0.key.bytes + [0] } : rest
    let listing = Listing(entries: entries, position: end)
    switch page.side {
    case .older: old = listing
    case .newer: new = listing
    }
    return merge()
  }

  /// As far as both sides are known.
  private mutating func merge() -> [Change] {
    var changes: [Change] = []
    while !old.needsPage, !new.needsPage {
      let (before, after) = (old.first, new.first)
      if let before, let after, before.key == after.key {
        if before.modRevision != after.modRevision {
          changes.append(
            Change(
              kind: .changed, key: after.key, before: before.modRevision,
              after: after.modRevision))
        }
        old.head += 1
        new.head += 1
      } else if let before, after.map({ before.key < $0.key }) ?? true {
        changes.append(Change(kind: .removed, key: before.key, before: before.modRevision))
        old.head += 1
      } else if let after {
        changes.append(Change(kind: .added, key: after.key, after: after.modRevision))
        new.head += 1
      } else {
        break
      }
    }
    return changes
  }
}
