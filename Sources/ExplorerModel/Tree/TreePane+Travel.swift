import EtcdModel

extension TreePane {
  /// The branches that were open and the selected row of another tree, by their whole paths.
  struct Restoration: Sendable {
    /// More would ask for more than a screen can show.
    static let limit = 32

    var open: Set<[UInt8]>
    var selected: [UInt8]?
  }

  /// The same keyspace at another revision, nil being now: nothing of this tree is taken over but
  /// which branches are open, so that no row can be of another revision than the header says.
  func travelled(to revision: Revision?) -> TreePane {
    var other = TreePane(delimiter: delimiter, at: revision)
    other.tree = KeyTree(
      loading: LevelLoading(
        prefix: rootPrefix, delimiter: delimiter, pin: revision)
    )
    other.height = height
    other.openKey = openKey
    let open = tree.opened.filter { $0 != KeyTree.root && tree.branches[$0].isExpanded }
      .prefix(Restoration.limit).map { tree.branches[$0].prefix }
    other.restoration = Restoration(open: Set(open), selected: selectedPath)
    return other
  }

  /// Ends what runs for this tree.
  mutating func close() -> [Effect] {
    let watches = live.map { Effect.closeWatch($0.id) }
    live = []
    return cancel() + watches
  }

  /// Opens and selects again what came of the branches and the row that were open and selected.
  mutating func restore(
    _ entries: [LevelEntry], in branch: Int, _ now: ContinuousClock.Instant,
    _ identifiers: inout IdentifierSource
  ) -> [Effect] {
    guard let restoration else { return [] }
    let prefix = tree.branches[branch].prefix
    var effects: [Effect] = []
    for entry in entries {
      let path = prefix + entry.name
      guard let index = tree.branches[branch].level.index(of: entry.name[...]) else { continue }
      let place = KeyTree.Place(branch: branch, item: .child(index))
      // Once each: what is read again later must not move the selection or open what was collapsed.
      if path == restoration.selected {
        select(place)
        self.restoration?.selected = nil
      }
      if entry.isBranch, self.restoration?.open.remove(path) != nil {
        effects += expand(place, now, &identifiers)
      }
    }
    return effects
  }
}
