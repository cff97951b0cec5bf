import EtcdModel

/// The known part of the keyspace as branches of names, and how it flattens into rows.
///
/// Only opened branches are stored; each knows how many rows it shows, so that finding a row, the
/// row of a place, expanding and collapsing cost O(depth × expanded siblings), whatever is known.
struct KeyTree: Sendable {
  /// What closes a level's rows.
  enum Footer: Hashable, Sendable {
    case none, more, noAccess, empty
    case loading(since: ContinuousClock.Instant)
    case failed(EtcdError)
  }

  struct Branch: Sendable {
    let prefix: [UInt8]
    let parent: Int?
    /// Of its children's rows.
    let depth: Int
    fileprivate(set) var level = Level()
    fileprivate(set) var footer = Footer.none
    /// Shown above the level's rows.
    fileprivate(set) var notice: String?
    fileprivate(set) var isExpanded = false
    /// Rows below the branch's own one while it is expanded.
    fileprivate(set) var rows = 0
    /// Expanded children, in order.
    fileprivate var expanded: [Int] = []
    /// Its place in the parent's level; kept only while it is expanded.
    fileprivate var index = 0
    /// How the level was and is being read.
    var loading: LevelLoading

    fileprivate var heading: Int { notice == nil ? 0 : 1 }
  }

  /// A row, by what it stands for.
  struct Place: Hashable, Sendable {
    enum Item: Hashable, Sendable {
      case notice
      case child(Int)
      case footer
    }

    var branch: Int
    var item: Item
  }

  static let root = 0

  private(set) var branches: [Branch] = []
  /// What a filter leaves, where there is one; told of every change of the names.
  var matching: TreeMatching?
  private var free: [Int] = []

  init(loading: LevelLoading) {
    branches = [Branch(prefix: loading.listing.prefix, parent: nil, depth: 0, loading: loading)]
    branches[Self.root].isExpanded = true
  }

  var rowCount: Int { branches[Self.root].rows }

  subscript(loading branch: Int) -> LevelLoading {
    get { branches[branch].loading }
    set { branches[branch].loading = newValue }
    _modify { yield &branches[branch].loading }
  }

  /// All opened branches.
  var opened: [Int] {
    let free = Set(free)
    return branches.indices.filter { !free.contains($0) }
  }

  /// Keys under an opened branch, as its parent's level knows it.
  func keyCount(of branch: Int) -> KeyCount? {
    guard let place = place(of: branch), case .child(let index) = place.item else { return nil }
    return branches[place.branch].level.keyCount(at: index)
  }

  func expandedChildren(of branch: Int) -> [Int] { branches[branch].expanded }

  /// True when the branch's rows are on the flattened list.
  func isShown(_ branch: Int) -> Bool {
    var current: Int? = branch
    while let branch = current {
      guard branches[branch].isExpanded else { return false }
      current = branches[branch].parent
    }
    return true
  }

  /// The outermost collapsed branch that a branch lies in or is; nil when its rows are shown.
  func outermostClosed(around branch: Int) -> Int? {
    var closed: Int?
    var current: Int? = branch
    while let branch = current {
      if !branches[branch].isExpanded { closed = branch }
      current = branches[branch].parent
    }
    return closed
  }

  func isInside(_ branch: Int, _ ancestor: Int) -> Bool {
    var current: Int? = branch
    while let branch = current {
      if branch == ancestor { return true }
      current = branches[branch].parent
    }
    return false
  }

  /// The name of an opened branch in its parent's level.
  func name(of branch: Int) -> ArraySlice<UInt8> {
    guard let parent = branches[branch].parent else { return [] }
    return branches[branch].prefix.dropFirst(branches[parent].prefix.count)
  }

  /// The place of an opened branch's own row; nil for the root.
  func place(of branch: Int) -> Place? {
    guard let parent = branches[branch].parent,
      let index = branches[parent].level.index(of: name(of: branch))
    else { return nil }
    return Place(branch: parent, item: .child(index))
  }
}
extension KeyTree {
  /// The next names for the filter to compare.
  mutating func question(_ id: RequestID) -> MatchQuestion? {
    // Taken out, so that neither is copied while it reads the other.
    guard var matching = matching.take() else { return nil }
    defer { self.matching = matching }
    return matching.question(in: self, id)
  }

  /// Brings the filter's rows up to date.
  mutating func arrangeMatches() {
    guard var matching = matching.take() else { return }
    matching.arrange(self)
    self.matching = matching
  }

  func place(at row: Int) -> Place? {
    guard row >= 0, row < rowCount else { return nil }
    var row = row
    var current = Self.root
    descent: while true {
      let branch = branches[current]
      if row < branch.heading { return Place(branch: current, item: .notice) }
      row -= branch.heading
      for child in branch.expanded {
        let index = branches[child].index
        if row <= index { break }
        if row <= index + branches[child].rows {
          row -= index + 1
          current = child
          continue descent
        }
        row -= branches[child].rows
      }
      return Place(branch: current, item: row < branch.level.count ? .child(row) : .footer)
    }
  }

  /// The row of a place; nil when it does not exist or is not shown.
  func row(of place: Place) -> Int? {
    guard isShown(place.branch) else { return nil }
    let branch = branches[place.branch]
    var row: Int
    switch place.item {
    case .notice:
      guard branch.notice != nil else { return nil }
      row = 0
    case .child(let index):
      guard index < branch.level.count else { return nil }
      row = branch.heading + self.row(ofChild: index, in: branch)
    case .footer:
      guard branch.footer != .none else { return nil }
      row = branch.rows - 1
    }
    var current = place.branch
    while let parent = branches[current].parent {
      row += branches[parent].heading + 1
      row += self.row(ofChild: branches[current].index, in: branches[parent])
      current = parent
    }
    return row
  }

  private func row(ofChild index: Int, in branch: Branch) -> Int {
    var row = index
    for child in branch.expanded {
      guard branches[child].index < index else { break }
      row += branches[child].rows
    }
    return row
  }

  private mutating func addRows(_ rows: Int, to branch: Int) {
    guard rows != 0 else { return }
    var current = branch
    while true {
      branches[current].rows += rows
      guard branches[current].isExpanded, let parent = branches[current].parent else { return }
      current = parent
    }
  }
}

extension KeyTree {
  mutating func setFooter(_ footer: Footer, of branch: Int) {
    let shown = branches[branch].footer != .none
    branches[branch].footer = footer
    addRows((footer == .none ? 0 : 1) - (shown ? 1 : 0), to: branch)
  }

  mutating func setNotice(_ notice: String?, of branch: Int) {
    let shown = branches[branch].notice != nil
    branches[branch].notice = notice
    addRows((notice == nil ? 0 : 1) - (shown ? 1 : 0), to: branch)
  }

  /// The branch at a name of a level, made at its first opening.
  mutating func open(childAt index: Int, of branch: Int, loading: LevelLoading) -> Int {
    if let opened = branches[branch].level.branch(at: index) { return opened }
    let child = Branch(
      prefix: branches[branch].prefix + branches[branch].level.name(at: index), parent: branch,
      depth: branches[branch].depth + 1, loading: loading)
    let id: Int
    if let reused = free.popLast() {
      id = reused
      branches[id] = child
    } else {
      id = branches.count
      branches.append(child)
    }
    branches[branch].level.setBranch(id, at: index)
    matching?.opened(id)
    return id
  }

  mutating func expand(_ branch: Int) {
    guard !branches[branch].isExpanded, let parent = branches[branch].parent,
      let index = branches[parent].level.index(of: name(of: branch))
    else { return }
    branches[branch].isExpanded = true
    branches[branch].index = index
    let place = branches[parent].expanded.firstIndex { branches[$0].index > index }
    branches[parent].expanded.insert(branch, at: place ?? branches[parent].expanded.count)
    addRows(branches[branch].rows, to: parent)
  }

  mutating func collapse(_ branch: Int) {
    guard branches[branch].isExpanded, let parent = branches[branch].parent else { return }
    branches[branch].isExpanded = false
    branches[parent].expanded.removeAll { $0 == branch }
    addRows(-branches[branch].rows, to: parent)
  }

  mutating func insert(_ entry: LevelEntry, into branch: Int) {
    let index = branches[branch].level.insert(entry)
    matching?.inserted(entry.name, at: index, of: branch, prefix: branches[branch].prefix)
    shiftExpanded(of: branch, from: index, by: 1)
    addRows(1, to: branch)
  }

  /// - Returns: the opened branches that went with the name.
  mutating func remove(at index: Int, of branch: Int) -> [Int] {
    let opened = branches[branch].level.branch(at: index)
    let gone = opened.map { forget($0) } ?? []
    branches[branch].level.remove(at: index)
    matching?.removed(at: index, of: branch)
    shiftExpanded(of: branch, from: index, by: -1)
    addRows(-1, to: branch)
    return gone
  }

  mutating func setKeyCount(_ count: KeyCount?, at index: Int, of branch: Int) {
    branches[branch].level.setKeyCount(count, at: index)
  }

  /// A listing read the names from `from` to before `to` (nil: to the end): they become `entries`.
  ///
  /// - Returns: the opened branches that went with names that are gone.
  mutating func replace(
    from: ArraySlice<UInt8>, to: ArraySlice<UInt8>?, with entries: [LevelEntry], in branch: Int,
    isFollowed: Bool = false
  ) -> [Int] {
    let before = branches[branch].level.count
    let start = branches[branch].level.lowerBound(from)
    let end = to.map { branches[branch].level.lowerBound($0) } ?? before
    let range = start..<max(start, end)
    let dropped = branches[branch].level.replace(range, with: entries, isFollowed: isFollowed)
    matching?.replaced(range, of: branch, by: entries, branches[branch].prefix)
    let gone = dropped.flatMap { forget($0) }
    for child in branches[branch].expanded {
      branches[child].index = branches[branch].level.lowerBound(name(of: child))
    }
    addRows(branches[branch].level.count - before, to: branch)
    return gone
  }

  private mutating func shiftExpanded(of branch: Int, from index: Int, by distance: Int) {
    for child in branches[branch].expanded where branches[child].index >= index {
      branches[child].index += distance
    }
  }

  /// Frees a branch and everything opened under it.
  private mutating func forget(_ branch: Int) -> [Int] {
    collapse(branch)
    var gone: [Int] = []
    for other in opened where isInside(other, branch) {
      gone.append(other)
      matching?.forgot(other)
    }
    free += gone
    return gone
  }
}
