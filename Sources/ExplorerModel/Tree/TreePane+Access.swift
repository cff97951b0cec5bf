import EtcdModel

/// A user who may not list the root can still browse what the roles allow.
extension TreePane {
  private static let rangeLimit = 100

  /// The server refused the root: what the user's roles allow is asked for, once.
  mutating func findAccess(_ branch: Int, _ identifiers: inout IdentifierSource) -> [Effect] {
    guard accessRequest == nil, branch == KeyTree.root else { return [] }
    let id = identifiers.request()
    accessRequest = id
    return [.findAccess(id)]
  }

  /// Puts the allowed ranges into the tree: a whole branch as such, of any other range the names that
  /// are found in it.
  mutating func show(
    _ ranges: [KeyRange], _ id: RequestID, _ now: ContinuousClock.Instant,
    _ identifiers: inout IdentifierSource
  ) -> [Effect] {
    guard accessRequest == id else { return [] }
    var effects: [Effect] = []
    let before = selection
    for range in ranges.prefix(Self.rangeLimit) {
      var listing = AccessListing(range, delimiter: delimiter, at: revision)
      if range == .prefix(range.start), delimiter.branch(of: range.start) == range.start {
        if range.start.starts(with: rootPrefix) {
          effects += reveal(range.start, exists: false, now, &identifiers)
        }
      } else if listing.prefix.starts(with: rootPrefix), let request = listing.next() {
        effects += send(request, of: listing, &identifiers)
      }
    }
    if ranges.count > Self.rangeLimit {
      tree.setNotice(
        "only the first \(Self.rangeLimit) of \(ranges.count) ranges that you may read are shown",
        of: KeyTree.root)
    }
    comeBack(to: before)
    return effects
  }

  /// What appears by itself leaves the selection; one that is nowhere yet goes to the top.
  private mutating func comeBack(to selection: Selection) {
    self.selection = selection
    if selection == Selection(branch: KeyTree.root, item: .footer) { choose(row: 0) }
  }

  private mutating func send(
    _ request: ListRequest, of listing: AccessListing, _ identifiers: inout IdentifierSource
  ) -> [Effect] {
    let id = identifiers.request()
    accessListings[id] = listing
    return [.list(id, request)]
  }

  /// What lies in an allowed range; nil when the request was not for one.
  mutating func listedAllowed(
    _ id: RequestID, _ answer: RangeAnswer, _ now: ContinuousClock.Instant,
    _ identifiers: inout IdentifierSource
  ) -> [Effect]? {
    guard var listing = accessListings.removeValue(forKey: id) else { return nil }
    let entries = listing.receive(answer)
    guard !entries.isEmpty, listing.prefix.starts(with: rootPrefix) else { return [] }
    var effects: [Effect] = []
    let before = selection
    if !tree.opened.contains(where: { tree.branches[$0].prefix == listing.prefix }) {
      effects += reveal(listing.prefix, exists: false, now, &identifiers)
    }
    defer { comeBack(to: before) }
    guard let branch = tree.opened.first(where: { tree.branches[$0].prefix == listing.prefix })
    else { return effects }
    for entry in entries where tree.branches[branch].level.index(of: entry.name) == nil {
      tree.insert(entry, into: branch)
    }
    if let request = listing.next() {
      effects += send(request, of: listing, &identifiers)
    } else if !listing.isComplete {
      tree.setNotice("only the first names that you may read here are shown", of: branch)
    }
    return effects
  }
}
