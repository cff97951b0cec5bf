/// A list over the panes: a log, a history, search results, a menu. It scrolls, can be filtered by
/// typing after `/`, takes more rows while it is open and drops the oldest beyond its limit.
///
/// To add one: a case of `Purpose`; an action that opens it with
///
///     state.open(
///       ListOverlay(
///         .timeline, title: "Events", columns: [.init("TIME"), .init("EVENT", grows: true)],
///         rows: entries.map { .init(id: $0.number, [.init(.time($0.at)), .init($0.words)]) }))
///
/// and what Enter and `x` do in `ExplorerState.acceptListRow(_:)` and `exportList(_:)`. Rows that come
/// later go in by `changeList(_:_:)` with `append(_:)`, or by `replaceRows(_:)` where they change as a
/// whole; either keeps the cursor on its row. Cells hold foreign text as it came: drawing sanitises.
public struct ListOverlay: Hashable, Sendable {
  /// Which list it is, and so what its keys do.
  public enum Purpose: Hashable, Sendable {
    /// What changed in the cluster.
    case timeline
    /// Our own calls, and what they cost the cluster.
    case calls
    case hashChecks
    case balancerPolicies
    /// What is known of the member with this identity.
    case member(String)
    /// What each row runs, by the row's id.
    case palette([PaletteCommand])
    /// A key's versions.
    case history
    /// What became of a prefix's keys.
    case prefixDiff
    /// Where each setting comes from.
    case settings
    /// The clusters of the configuration file.
    case profiles
    /// Paths that the user marked.
    case bookmarks
    /// Keys that a search on the server finds.
    case search
    /// What can be copied of a key.
    case copyMenu
    /// Events a minute by prefix.
    case hotPrefixes
  }

  /// One line. The id is unique in the list and stays the row's own when rows are replaced.
  public struct Row: Hashable, Sendable, Identifiable {
    public let id: Int
    public var cells: [Cell]
    /// One of the list's groups.
    public var group: String?

    public init(id: Int, _ cells: [Cell], group: String? = nil) {
      self.id = id
      self.cells = cells
      self.group = group
    }
  }

  /// More rows than that push the oldest out.
  public static let limit = 5000

  public let purpose: Purpose
  public let title: String
  public let columns: [Column]
  /// Left and right show the rows of one of them; empty for a list without groups.
  public let groups: [String]
  /// As large as the screen allows and following the newest row, as a log does; else as small as
  /// its rows.
  public let isLog: Bool
  /// Takes typing from the start: what is typed picks the rows whose first cell answers to it, the
  /// best first, and Enter takes one at once.
  public let isPicker: Bool
  /// What Enter does, as a word for the footer; nil when it does nothing.
  public let verb: String?
  public let isExportable: Bool
  /// More rows are on their way; Esc stops that.
  public internal(set) var progress: Progress?
  /// Lines above the rows.
  public var notes: [[Cell]]
  /// Oldest first.
  public private(set) var rows: [Row]
  /// Rows that are gone because newer ones needed the room.
  public private(set) var lost = 0
  public private(set) var filter = ""
  public internal(set) var isTyping = false
  /// The one group that is shown; nil for all.
  public private(set) var group: String?
  /// What filter and group leave, as indices of `rows`.
  public private(set) var shown: [Int] = []
  /// Its rows are those of `shown`.
  public private(set) var cursor = ListCursor()
  /// Rows on the screen.
  private var height = 10

  public init(
    _ purpose: Purpose, title: String, columns: [Column], rows: [Row] = [], groups: [String] = [],
    notes: [[Cell]] = [], isLog: Bool = false, isPicker: Bool = false, verb: String? = nil,
    isExportable: Bool = false
  ) {
    self.purpose = purpose
    self.title = title
    self.columns = columns
    self.rows = rows
    self.groups = groups
    self.notes = notes
    self.isLog = isLog
    self.isPicker = isPicker
    isTyping = isPicker
    self.verb = verb
    self.isExportable = isExportable
    change { _ in }
    if isLog { move(by: shown.count) }
  }

  public var selected: Row? {
    shown.indices.contains(cursor.selected) ? rows[shown[cursor.selected]] : nil
  }

  /// Adds the newest rows. A log whose cursor is on its last row follows them.
  mutating func append(_ new: [Row]) {
    let follows = isLog && cursor.selected >= shown.count - 1
    change { list in
      list.rows += new
      let excess = max(0, list.rows.count - Self.limit)
      list.rows.removeFirst(excess)
      list.lost += excess
    }
    if follows { move(by: shown.count) }
  }

  mutating func replaceRows(_ rows: [Row]) {
    change { $0.rows = rows }
  }

  /// Counts rows that were lost before they came here.
  mutating func countLost(_ count: Int) {
    lost += count
  }

  mutating func setFilter(_ text: String) {
    change { $0.filter = text }
    if isPicker { move(.top) }
  }

  /// All, then each group, then all again.
  mutating func chooseGroup(by distance: Int) {
    let choices = [nil] + groups.map(Optional.some)
    let index = choices.firstIndex(of: group) ?? 0
    change { $0.group = choices[(index + distance + choices.count) % choices.count] }
  }

  mutating func select(id: Int) {
    guard let index = shown.firstIndex(where: { rows[$0].id == id }) else { return }
    cursor.select(index, count: shown.count, height: height)
  }

  mutating func move(_ movement: Movement) {
    move(by: movement.distance(height: height))
  }

  mutating func layOut(height: Int) {
    self.height = height
    move(by: 0)
  }

  private mutating func move(by distance: Int) {
    cursor.move(by: distance, count: shown.count, height: height)
  }

  private mutating func change(_ change: (inout ListOverlay) -> Void) {
    let id = selected?.id
    change(&self)
    shown = isPicker ? picked() : filtered()
    move(by: 0)
    if let id, !isPicker { select(id: id) }
  }

  private func filtered() -> [Int] {
    let needle = filter.lowercased()
    return rows.indices.filter { index in
      (group == nil || rows[index].group == group)
        && (needle.isEmpty || rows[index].cells.contains { $0.holds(needle) })
    }
  }

  /// The best first, and those that are as good in the order of the rows.
  private func picked() -> [Int] {
    let scored = rows.indices.compactMap { index in
      rows[index].cells.first?.score(filter).map { (index: index, score: $0) }
    }
    return scored.sorted { ($1.score, $0.index) < ($0.score, $1.index) }.map(\.index)
  }
}
