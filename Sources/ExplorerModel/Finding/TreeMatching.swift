/// Which of the names that a tree knows match a pattern, and the rows that this leaves: the matches
/// and the branches that they lie in, whether they are expanded or not.
///
/// Names are compared elsewhere, a batch at a time: ask with `question`, put the answer in with
/// `receive`. The tree tells of every change, so a bit stays with its name; single names that come are
/// compared at once. A pattern that refines another one looks at that one's matches only.
struct TreeMatching: Sendable {
  /// Names of one question. Copying so many out takes a fraction of a millisecond.
  private static let usualBatch = 8192
  /// So many new names are compared at once; more wait for a question.
  private static let atOnce = 512

  let pattern: NamePattern
  let wantsBest: Bool
  private let batchSize: Int
  private var levels: [Int: MatchedLevel] = [:]
  private var asked: Asked?
  /// The opened branches, one before those that lie in it.
  private var order: [Int] = []
  private var isArranged = false
  private(set) var best: MatchAnswer.Best?
  /// Names that match; right after `arrange`.
  private(set) var matches = 0

  private struct Asked {
    let id: RequestID
    let branch: Int
    /// Where each name is by now; -1 when it is gone.
    var places: [Int]
    let start: Int

    mutating func replaced(_ range: Range<Int>, by count: Int) {
      for (index, place) in places.enumerated() where place >= range.lowerBound {
        places[index] = place < range.upperBound ? -1 : place + count - range.count
      }
    }
  }

  init(
    _ pattern: NamePattern, in tree: KeyTree, after old: TreeMatching? = nil,
    wantsBest: Bool = false, batchSize: Int = usualBatch
  ) {
    self.batchSize = batchSize
    self.pattern = pattern
    self.wantsBest = wantsBest
    let old = old.flatMap { pattern.refines($0.pattern) ? $0 : nil }
    for branch in tree.opened {
      levels[branch] =
        old?.superset(of: branch) ?? MatchedLevel(count: tree.branches[branch].level.count)
    }
  }

  /// The level's bits as a beginning: every name that a refined pattern matches has one.
  private func superset(of branch: Int) -> MatchedLevel? {
    guard var level = levels[branch] else { return nil }
    if let asked, asked.branch == branch { level.compared = min(level.compared, asked.start) }
    level.candidates = max(level.compared, level.candidates)
    level.compared = 0
    return level
  }

  var isComplete: Bool { asked == nil && levels.allSatisfy { $0.value.isCompared } }

  /// Names that were compared, of all.
  var progress: (compared: Int, of: Int) {
    levels.values.reduce((0, 0)) { ($0.0 + $1.compared, $0.1 + $1.set.count) }
  }
}

/// The names of one opened branch.
private struct MatchedLevel: Sendable {
  struct Child: Sendable {
    let branch: Int
    let index: Int
    let rows: Int
    /// Its row is there only for what lies in it.
    let isAdded: Bool
    /// Rows that the children before it add.
    var before = 0

    /// With those before.
    var added: Int { before + rows + (isAdded ? 1 : 0) }
  }

  var set: MatchSet
  /// The names before were compared.
  var compared = 0
  /// A name before that has no bit does not match.
  var candidates = 0
  var parent: (branch: Int, index: Int)?
  /// The opened children that have rows, in order.
  var children: [Child] = []
  var rows = 0

  init(count: Int) {
    set = MatchSet(count: count)
  }

  var isCompared: Bool { compared >= set.count }

  /// Rows before the one that a name has or would have.
  func rows(before index: Int) -> Int {
    set.rank(index) + (lastChild { $0.index < index }?.added ?? 0)
  }

  func isShown(_ index: Int) -> Bool {
    index < set.count && (set[index] || lastChild { $0.index <= index }?.index == index)
  }

  /// The last child for which something holds that holds for all before it.
  func lastChild(_ holds: (Child) -> Bool) -> Child? {
    var low = 0
    var high = children.count
    while low < high {
      let middle = (low + high) / 2
      if holds(children[middle]) { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : children[low - 1]
  }

  /// All of them are there.
  mutating func arrangeChildren() {
    children.sort { $0.index < $1.index }
    for place in children.indices.dropFirst() {
      children[place].before = children[place - 1].added
    }
    rows = set.ones + (children.last?.added ?? 0)
  }
}

// Asking.
extension TreeMatching {
  /// The next names to compare; nil while an answer is missing and when there are none left.
  mutating func question(in tree: KeyTree, _ id: RequestID) -> MatchQuestion? {
    guard asked == nil else { return nil }
    arrange(tree)
    for branch in order {
      guard let level = levels[branch], !level.isCompared else { continue }
      let places = candidates(of: level)
      let names = tree.branches[branch].level.batch(of: places, after: tree.branches[branch].prefix)
      let taken = names.count
      levels[branch]?.compared =
        taken < places.count
        ? places[taken] : taken == batchSize ? places[taken - 1] + 1 : level.set.count
      guard taken > 0 else { continue }
      asked = Asked(id: id, branch: branch, places: Array(places[..<taken]), start: places[0])
      return MatchQuestion(pattern: pattern, names: names, wantsBest: wantsBest)
    }
    return nil
  }

  private func candidates(of level: MatchedLevel) -> [Int] {
    let count = level.set.count
    var places = level.set.ones(
      from: level.compared, to: min(level.candidates, count), limit: batchSize)
    let rest = max(level.candidates, level.compared)
    if rest < count { places += rest..<min(count, rest + batchSize - places.count) }
    return places
  }

  var outstanding: RequestID? { asked?.id }

  /// - Returns: false when the answer is to another question.
  mutating func receive(_ id: RequestID, _ answer: MatchAnswer) -> Bool {
    guard let asked, asked.id == id, var level = levels.removeValue(forKey: asked.branch)
    else { return false }
    self.asked = nil
    isArranged = false
    for (place, isMatch) in zip(asked.places, answer.matches) where place >= 0 {
      level.set[place] = isMatch
    }
    levels[asked.branch] = level
    if let new = answer.best, new.score > best?.score ?? .min { best = new }
    return true
  }
}

// What the tree tells.
extension TreeMatching {
  mutating func inserted(_ name: [UInt8], at index: Int, of branch: Int, prefix: [UInt8]) {
    replaced(index..<index, of: branch, by: [LevelEntry(name: name, isBranch: false)], prefix)
  }

  mutating func removed(at index: Int, of branch: Int) {
    replaced(index..<index + 1, of: branch, by: [], [])
  }

  mutating func replaced(
    _ range: Range<Int>, of branch: Int, by entries: [LevelEntry], _ prefix: [UInt8]
  ) {
    isArranged = false
    var level = levels.removeValue(forKey: branch) ?? MatchedLevel(count: 0)
    var bits = [Bool](repeating: false, count: entries.count)
    if entries.count <= Self.atOnce {
      var matcher = pattern.matcher(after: prefix)
      for (index, entry) in entries.enumerated() {
        bits[index] = matcher.matches(entry.name)
      }
      level.compared = Self.moved(level.compared, by: range, entries.count)
      level.candidates = Self.moved(level.candidates, by: range, entries.count)
    } else {
      level.compared = min(level.compared, range.lowerBound)
      level.candidates = min(level.candidates, range.lowerBound)
    }
    level.set.replace(range, with: bits)
    levels[branch] = level
    if asked?.branch == branch { asked?.replaced(range, by: entries.count) }
  }

  /// Where a border goes when names take the place of others, which are known at once: behind them
  /// when it is not before.
  private static func moved(_ border: Int, by range: Range<Int>, _ count: Int) -> Int {
    border >= range.upperBound
      ? border + count - range.count : min(border, range.lowerBound)
  }

  mutating func forgot(_ branch: Int) {
    isArranged = false
    levels[branch] = nil
    if asked?.branch == branch { asked = nil }
  }

  mutating func opened(_ branch: Int) {
    isArranged = false
    levels[branch] = MatchedLevel(count: 0)
  }
}

// The rows.
extension TreeMatching {
  var rowCount: Int { levels[KeyTree.root]?.rows ?? 0 }

  /// Finds anew which rows there are after changes: costs the number of opened branches and the bits
  /// of their names.
  mutating func arrange(_ tree: KeyTree) {
    guard !isArranged else { return }
    isArranged = true
    order = tree.opened.sorted { tree.branches[$0].depth < tree.branches[$1].depth }
    matches = 0
    for branch in order {
      levels[branch]?.children = []
      levels[branch]?.parent = nil
      levels[branch]?.set.countOnes()
      matches += levels[branch]?.set.ones ?? 0
    }
    for branch in order.reversed() {
      levels[branch]?.arrangeChildren()
      guard let rows = levels[branch]?.rows, let place = tree.place(of: branch),
        case .child(let index) = place.item
      else { continue }
      levels[branch]?.parent = (place.branch, index)
      guard rows > 0, let isMatch = levels[place.branch]?.set[index] else { continue }
      levels[place.branch]?.children.append(
        .init(branch: branch, index: index, rows: rows, isAdded: !isMatch))
    }
  }

  func place(at row: Int) -> KeyTree.Place? {
    guard row >= 0, row < rowCount else { return nil }
    var row = row
    var branch = KeyTree.root
    descent: while let level = levels[branch] {
      if let child = level.lastChild({ level.set.rank($0.index) + $0.before <= row }) {
        let own = level.set.rank(child.index) + child.before
        if row == own { return KeyTree.Place(branch: branch, item: .child(child.index)) }
        if row <= own + child.rows {
          row -= own + 1
          branch = child.branch
          continue descent
        }
        row -= child.added
      }
      return level.set.place(ofOne: row)
        .map { KeyTree.Place(branch: branch, item: .child($0)) }
    }
    return nil
  }

  /// The row of a place, or nil when the pattern leaves none of it.
  func row(of place: KeyTree.Place) -> Int? {
    guard case .child(let index) = place.item, levels[place.branch]?.isShown(index) == true
    else { return nil }
    return rows(before: index, in: place.branch)
  }

  /// How many rows stand before the one that a name has or would have.
  func rows(before index: Int, in branch: Int) -> Int {
    var rows = levels[branch]?.rows(before: index) ?? 0
    var branch = branch
    while let parent = levels[branch]?.parent, let above = levels[parent.branch] {
      rows += above.rows(before: parent.index) + (above.isShown(parent.index) ? 1 : 0)
      branch = parent.branch
    }
    return rows
  }

  /// It matches itself, and is not only there for what lies in it.
  func isMatch(_ place: KeyTree.Place) -> Bool {
    guard case .child(let index) = place.item, let set = levels[place.branch]?.set,
      index < set.count
    else { return false }
    return set[index]
  }
}
