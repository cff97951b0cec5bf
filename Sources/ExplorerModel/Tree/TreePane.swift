import EtcdModel

/// The keys pane: the tree, its selection, scroll and filter.
public struct TreePane: Sendable {
  public let delimiter: Delimiter
  public internal(set) var cursor = ListCursor()
  /// Empty shows everything.
  public internal(set) var filter = ""

  init(delimiter: Delimiter) {
    self.delimiter = delimiter
  }

  /// Rows of everything that is expanded, or of what the filter leaves.
  public var rowCount: Int { 0 }

  /// The rows of the range that exist. Costs the rows asked for, not the rows known.
  public func rows(_ range: Range<Int>, now: ContinuousClock.Instant) -> [TreeRow] { [] }

  /// The full prefix of the branch that the selected row lies in, for the pane's title.
  public var location: [UInt8] { [] }

  public var summary: Summary { Summary() }

  /// What the pane's border says about the whole.
  public struct Summary: Hashable, Sendable {
    /// Keys and branches known.
    public var loaded = 0
    /// Rows that the filter leaves; nil without a filter.
    public var matches: Int?
    /// Levels that were opened but not read to their end: the filter can't see the rest.
    public var incompleteLevels = 0
    /// The oldest revision that a level on the screen was read at, unless it is live since.
    public var revision: Revision?
    /// When that was.
    public var readAt: ContinuousClock.Instant?
    /// What is on the screen is kept up to date by a watch.
    public var isLive = false
    /// Listing costs so far: entries that the server walked, and RPCs.
    public var entriesWalked = 0
    public var requests = 0
  }
}
