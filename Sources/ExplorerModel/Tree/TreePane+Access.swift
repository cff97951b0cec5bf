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

  /// Puts the allowed ranges into the tree, as the branches and keys that they begin with.
  mutating func show(
    _ ranges: [KeyRange], _ id: RequestID, _ now: ContinuousClock.Instant,
    _ identifiers: inout IdentifierSource
  ) -> [Effect] {
    guard accessRequest == id else { return [] }
    var effects: [Effect] = []
    for range in ranges.prefix(Self.rangeLimit) where range.start.starts(with: rootPrefix) {
      effects += reveal(range.start, exists: range.end.isEmpty, now, &identifiers)
    }
    return effects
  }
}
