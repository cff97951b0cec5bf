import EtcdModel

/// Chooses how far each window reaches and how many keys it returns, from what the windows before
/// it found: neighbours are alike. The listing is right whatever it chooses.
struct WindowPlanner: Hashable, Sendable {
  /// Where windows end while nothing is known about the names: an empty one costs the server
  /// nothing, so the first that is not should hold little. Finest where hashes begin.
  private static let sweep = [
    "0", "0001", "001", "01", "1", "3", ":", "A", "a", "b", "c", "d", "e", "f", "g", "i", "l", "n",
    "p",
    "r", "s", "u", "{",
  ].map { Array($0.utf8) }
  /// Where windows end at the latest while few names are known.
  private static let coarseSweep = ["01", "3", ":", "a", "c", "e", "g", "l", "p", "s", "{"]
    .map { Array($0.utf8) }
  /// From here on the next branch is worth a guess of its first key.
  private static let denseBranch = 32.0
  private static let limit = 500
  /// From here on a window should hold one branch: the answer can't hold two.
  private static let hugeBranch = 400.0
  /// Of the usual gap between huge branches: how wide a window behind one is. Each further branch
  /// in it is walked again, an eighth of them at this width.
  private static let caution = 0.4
  /// Keys that a window should hold where it can hold several branches, and the most that are
  /// returned: as branches come in bunches, far from each other.
  private static let wanted = 500.0
  private static let largeLimit = 1250
  private static let tailLimit = 16
  private static let neighbours = 8
  private static let densityDepth = 8
  /// With fewer names, how far the known ones lie apart says little about the next.
  private static let manyNames = 64
  /// A window is a whole number of steps: so many, that rounding does not double it.
  private static let fineness = 8.0

  private let prefix: [UInt8]
  private let levelEnd: [UInt8]?
  private let delimiter: Delimiter
  /// Keys that a window should hold where names are small.
  private let target: Double

  /// The level is known to hold few keys: one window does.
  private var isSmall: Bool

  private var names = NameSpace()
  /// The name found last, without a delimiter at its end.
  private var lastName: [UInt8]?
  /// The names found last, in their order.
  private var recent: [[UInt8]] = []
  /// What followed the delimiter in the first keys of the last branches.
  private var tails: [[UInt8]] = []
  private var found = 0
  /// Keys under a name.
  private var keysPerName: Double?

  /// The width of a window: so many names of `depth` bytes.
  private var depth = 1
  private var steps = 1.0
  /// Empty windows since the last key.
  private var empty = 0
  /// Tail windows since a branch was last measured, and how many may follow each other: ever more
  /// while branches stay dense.
  private var unmeasured = 0
  private var measureAfter = 1
  private var kind = Kind.whole
  /// Keys in the space of one name of `densityDepth` bytes, where the first name was found.
  private var keysPerStep: Double?

  /// What is known about the level before it is read.
  private var hints: ListingHints

  private enum Kind: Hashable, Sendable {
    case whole
    /// Ends within the branch that is expected next.
    case tail
    /// The one key of a hint.
    case probe
  }

  init(
    prefix: [UInt8], delimiter: Delimiter, pageSize: Int, hints: ListingHints,
    keyCount: KeyCount? = nil
  ) {
    self.prefix = prefix
    self.delimiter = delimiter
    let end = prefix.isEmpty ? [0] : KeyRange.prefixEnd(prefix)
    self.levelEnd = end == [0] ? nil : end
    self.target = Double(pageSize)
    self.hints = hints
    if case .exact(let count) = keyCount { isSmall = count <= Self.limit } else { isSmall = false }
  }

  private var isDense: Bool { (keysPerName ?? .infinity) > Self.hugeBranch }

  /// The window to ask for where everything before `position` is known. Its `end` is nil for the
  /// end of the keyspace; a probe begins behind `position`, and what it skips is in its branch.
  mutating func window(from position: [UInt8]) -> (start: [UInt8], end: [UInt8]?) {
    kind = .whole
    if isSmall { return (position, levelEnd) }
    if let firstKey = hints.takeFirstKey(from: position) {
      kind = .tail
      return (position, within(firstKey + [0], from: position))
    }
    if let key = hints.takeKey(at: position) {
      kind = .probe
      return (key, key + [0])
    }
    let end = windowEnd(from: position)
    guard let branch = hints.nextBranch(after: position),
      end.map({ branch.lexicographicallyPrecedes($0) }) ?? true
    else { return (position, end) }
    return (position, branch)
  }

  var isProbe: Bool { kind == .probe }

  private mutating func windowEnd(from position: [UInt8]) -> [UInt8]? {
    let name = Array(position.dropFirst(prefix.count))
    guard let lastName else {
      return within(bound(after: name, of: hints.ladder + Self.sweep), from: position)
    }
    if let end = tailWindowEnd(after: name, lastName) {
      kind = .tail
      return within(prefix + end, from: position)
    }
    let partial = name.count <= depth ? 0.0 : 1.0
    let end = within(
      names.advance(name, by: steps + partial, depth: depth).map { prefix + $0 }, from: position)
    guard found < Self.manyNames, !hints.namesOneBranch,
      // The first of many hashes begins with zeros.
      let bound = within(
        bound(after: name, of: lastName.first == UInt8(ascii: "0") ? Self.sweep : Self.coarseSweep),
        from: position)
    else { return end }
    return end.map { bound.lexicographicallyPrecedes($0) ? bound : $0 } ?? bound
  }

  func limit() -> Int {
    if kind == .tail || kind == .probe { return Self.tailLimit }
    guard let keysPerName, keysPerName < Double(Self.largeLimit) else { return Self.limit }
    return min(Int(target * max(1, keysPerName) * 1.25), Self.largeLimit)
  }

  mutating func learn(_ window: ListedWindow) {
    guard !window.entries.isEmpty else {
      widen()
      return
    }
    empty = 0
    learnNames(window)
    learnSize(window)
    if !isDense {
      fitSteps(to: window, usual: usualDepth)
    } else if recent.count > 2 {
      let usual = usualDepth
      let isCounter = usual >= lastName?.count ?? 0
      depth = isCounter ? usual : usual + 1
      steps = isCounter ? 1 : max(1, usualGap(depth: depth) * Self.caution)
      if !isCounter { normalise(atLeast: Self.fineness) }
    } else {
      if kind == .whole { keysPerStep = Double(window.count) / max(1, width(of: window)) }
      depth = max(1, lastName?.count ?? 1)
      steps = 1
    }
  }

  // Widths.

  /// Nothing was found: each further window is wider by a larger factor, since a gap that is not of
  /// the usual width may have any.
  private mutating func widen() {
    switch kind {
    case .probe: return
    case .tail:
      empty = max(empty, 1)
      useDensity()
      return
    case .whole: empty += 1
    }
    steps *= Double(1 << growth)
    normalise()
  }

  /// Where little is known of how names follow each other, the window that found the first one
  /// tells how many keys lie in how much space.
  private mutating func useDensity() {
    guard recent.count < 3, let density = keysPerStep else { return }
    depth = Self.densityDepth
    steps = Double(Self.limit) / max(density, 1e-9)
    normalise(atLeast: Self.fineness)
    keysPerStep = nil
  }

  /// In names of `densityDepth` bytes.
  private func width(of window: ListedWindow) -> Double {
    let from = window.from.dropFirst(prefix.count)
    let to = window.end.map { Array($0.dropFirst(prefix.count)) } ?? [0xFF]
    return names.distance(
      from: Array(from), to: to.isEmpty ? [0xFF] : to, depth: Self.densityDepth)
  }

  /// Binary orders of magnitude by which the next window is wider.
  private var growth: Int {
    if recent.count < 3 { return found > 0 && empty < 8 ? min(empty, 2) : min(2 * empty, 20) }
    // Neighbours whose distance is known: a few windows of that width may well be empty.
    if isDense { return empty < 5 ? 0 : empty < 12 ? 1 : 4 }
    return [0, 0, 1, 1][min(empty, 3)] + max(0, 2 * (empty - 4))
  }

  private mutating func fitSteps(to window: ListedWindow, usual: Int) {
    let size = max(1, keysPerName ?? 1)
    let wanted = min(target * size, size < 2 ? Double(Self.largeLimit) / 1.25 : Self.wanted)
    if window.isExhausted {
      let ratio = wanted / Double(window.count)
      steps *= ratio < 1 ? max(1.0 / 16, ratio) : min(4, ratio.squareRoot())
    } else if let last = lastName {
      // The rest of the window says nothing about the names that come next: one may be huge.
      let first = window.entries[0].name
      depth = usual
      steps = names.distance(from: first, to: last, depth: depth) * wanted / Double(window.returned)
    }
    normalise(atLeast: Self.fineness)
  }

  private mutating func normalise(atLeast least: Double = 1) {
    while steps < least, depth < NameSpace.positions {
      steps *= names.radix(at: depth)
      depth += 1
    }
    while depth > 1, steps > 4 * least * names.radix(at: depth - 1) {
      steps /= names.radix(at: depth - 1)
      depth -= 1
    }
    steps = min(max(1, steps), 1e9)
  }

  /// The byte by which neighbours usually differ.
  private var usualDepth: Int {
    let depths = zip(recent, recent.dropFirst())
      .map { min(commonPrefix($0, $1) + 1, NameSpace.positions) }.sorted()
    return depths.isEmpty ? max(1, lastName?.count ?? 1) : depths[depths.count / 2]
  }

  /// How far apart neighbours usually are, in names of `depth` bytes.
  private func usualGap(depth: Int) -> Double {
    let gaps = zip(recent, recent.dropFirst())
      .map { names.distance(from: $0, to: $1, depth: depth) }.sorted()
    return gaps.isEmpty ? 1 : gaps[gaps.count / 2]
  }

  // Ends.

  private func bound(after name: [UInt8], of bounds: [[UInt8]]) -> [UInt8]? {
    bounds.first { name.lexicographicallyPrecedes($0) }.map { prefix + $0 }
  }

  /// Where neighbours are dense and alike, the next one's first key is guessed from its name and
  /// from how the ones before began, so that a window ends just behind it.
  private func tailWindowEnd(after name: [UInt8], _ lastName: [UInt8]) -> [UInt8]? {
    guard let keysPerName, keysPerName > Self.denseBranch, empty == 0, unmeasured < measureAfter,
      let greatest = tails.max(by: { $0.lexicographicallyPrecedes($1) }),
      depth == lastName.count, let next = names.advance(lastName, by: 1, depth: depth)
    else { return nil }
    let shared = tails.map { commonPrefix($0, greatest) }.min() ?? 0
    let tail =
      shared == greatest.count
      ? greatest + [0] : KeyRange.prefixEnd(Array(greatest.prefix(shared + 1)))
    return next + delimiter.bytes + tail
  }

  private func within(_ end: [UInt8]?, from position: [UInt8]) -> [UInt8]? {
    guard let end, position.lexicographicallyPrecedes(end) else { return levelEnd }
    if let levelEnd, !end.lexicographicallyPrecedes(levelEnd) { return levelEnd }
    return end
  }

  // Learning.

  private mutating func learnNames(_ window: ListedWindow) {
    // Enough of a window to know its names by, wherever in it they differ.
    let stride = max(1, window.entries.count / 32)
    found += window.entries.count
    for (index, entry) in window.entries.enumerated() {
      let name = entry.isBranch ? Array(entry.name.dropLast(delimiter.bytes.count)) : entry.name
      if index % stride == 0 || index == window.entries.count - 1 {
        names.learn(name)
      }
      lastName = name
      if index >= window.entries.count - Self.neighbours {
        recent = recent.suffix(Self.neighbours - 1) + [name]
      }
      if let first = entry.firstKey {
        tails = tails.suffix(3) + [Array(first.dropFirst(prefix.count + entry.name.count))]
      }
    }
  }

  private mutating func learnSize(_ window: ListedWindow) {
    let found = Double(window.entries.count)
    let size: Double
    if kind == .tail || kind == .probe {
      // It says nothing about the branch that it ends in.
      unmeasured += 1
      return
    }
    unmeasured = 0
    if window.isExhausted || found == 1 {
      size = Double(window.count) / found
    } else {
      size = Double(window.returned) / found
    }
    // The geometric mean: one huge branch says little about its neighbours.
    keysPerName = keysPerName.map { ($0 * size).squareRoot() } ?? size
    measureAfter = size > Self.denseBranch ? min(measureAfter * 2, 4096) : 1
  }

  private func commonPrefix(_ left: [UInt8], _ right: [UInt8]) -> Int {
    zip(left, right).prefix { $0 == $1 }.count
  }
}
