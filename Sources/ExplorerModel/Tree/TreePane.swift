import EtcdModel

/// The keys pane: the tree, its selection, scroll and filter, and what keeps it up to date.
public struct TreePane: Sendable {
  public let delimiter: Delimiter
  /// The revision that every row is of, in the past; nil shows what there is now, live.
  public let revision: Revision?
  public internal(set) var cursor = ListCursor()
  /// Empty shows everything.
  public internal(set) var filter = ""

  var tree: KeyTree
  var selection = Selection(branch: KeyTree.root, item: .footer)
  /// While a filter is typed: the row to be on where the filter leaves it.
  var anchor: Selection?
  /// What was gone to before the level had come that it would be in: the row to be on then.
  var sought: Selection?
  /// Rows on the screen.
  var height = 20
  /// The branch that each outstanding window belongs to.
  var requests: [RequestID: Int] = [:]
  var live: [LiveWatch] = []
  /// When a watch last changed a key or a branch, by its whole path.
  var changes: [[UInt8]: ContinuousClock.Instant] = [:]
  /// The first key of branches that were seen lately: opening them is cheap then.
  var firstKeys: [[UInt8]: [UInt8]] = [:]
  /// Keys that were seen lately: opening what they lie in is cheap then.
  var knownKeys = KnownKeys()
  /// The branches on the screen whose keys are being counted.
  var counting: Counting?
  /// When a branch was counted last, by its whole path.
  var countedAt: [[UInt8]: ContinuousClock.Instant] = [:]
  /// What the user may read was asked for with this.
  var accessRequest: RequestID?
  /// Ranges in refused levels, by their outstanding requests.
  var accessListings: [RequestID: AccessListing] = [:]
  /// What the value pane shows.
  var openKey: Key?
  /// The level whose "load more" is selected is read page after page, to its end.
  var readsOn = false
  /// What was open in the tree that this one took the place of, and is to be again.
  var restoration: Restoration?

  /// What is selected, by its identity: rows move, it stays.
  struct Selection: Hashable, Sendable {
    enum Item: Hashable, Sendable {
      case notice, footer
      case name([UInt8])
    }

    var branch: Int
    var item: Item
  }

  init(delimiter: Delimiter, at revision: Revision? = nil) {
    self.delimiter = delimiter
    self.revision = revision
    self.tree = KeyTree(
      loading: LevelLoading(prefix: [], delimiter: delimiter, pin: revision))
  }

  /// The tree begins here; empty for the whole keyspace.
  public var rootPrefix: [UInt8] { tree.branches[KeyTree.root].prefix }

  /// Rows of everything that is expanded, or of what the filter leaves.
  public var rowCount: Int { tree.matching?.rowCount ?? tree.rowCount }

  /// The rows of the range that exist. The cost is that of `KeyTree` for each row asked for, and
  /// does not grow with the rows known.
  public func rows(_ range: Range<Int>) -> [TreeRow] {
    range.clamped(to: 0..<rowCount).compactMap { row in
      place(at: row).map { self.row(at: $0, isSelected: row == cursor.selected) }
    }
  }

  /// The full prefix of the branch that the selected row lies in, for the pane's title.
  public var location: [UInt8] { tree.branches[selection.branch].prefix }

  /// The whole path of the selected key or branch.
  public var selectedPath: [UInt8]? {
    guard case .name(let name) = selection.item else { return nil }
    return location + name
  }

  func place(at row: Int) -> KeyTree.Place? {
    guard let matching = tree.matching else { return tree.place(at: row) }
    return matching.place(at: row)
  }

  private func row(at place: KeyTree.Place, isSelected: Bool) -> TreeRow {
    let branch = tree.branches[place.branch]
    var row = TreeRow(content: .key, depth: branch.depth, isSelected: isSelected)
    switch place.item {
    case .notice:
      row.content = .notice(branch.notice ?? "")
    case .footer:
      row.content = branch.footer.rowContent
    case .child(let index):
      row.name = branch.level.name(at: index)
      let path = branch.prefix + row.name
      row.changedAt = changes[path]
      if branch.level.isBranch(at: index) {
        let opened = branch.level.branch(at: index)
        let isExpanded = opened.map { tree.branches[$0].isExpanded } ?? false
        row.content = .branch(isExpanded: isExpanded, count: branch.level.keyCount(at: index))
      } else {
        row.isOpen = openKey?.bytes == path
      }
    }
    return row
  }
}

extension KeyTree.Footer {
  fileprivate var rowContent: TreeRow.Content {
    switch self {
    case .none, .more: .more
    case .noAccess: .noAccess
    case .empty: .empty
    case .loading(let since): .loading(since: since)
    case .failed(let error): .failed(error)
    }
  }
}
