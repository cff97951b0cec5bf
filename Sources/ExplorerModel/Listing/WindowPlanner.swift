import EtcdModel

/// Chooses how far each window reaches and how many keys it returns, from what the windows before
/// it found: neighbours are alike. The listing is right whatever it chooses.
struct WindowPlanner: Hashable, Sendable {
  /// Where a window ends while nothing is known about the names.
  private static let sweep: [UInt8] = Array("0:Aaeint{".utf8)
  /// From here on a name is worth a window of its own.
  private static let denseBranch = 32.0
  private static let limit = 500
  private static let tailLimit = 16
  private static let neighbours = 8

  private let prefix: [UInt8]
  private let levelEnd: [UInt8]?
  private let delimiter: Delimiter
  /// Keys that a window should hold where names are small.
  private let target: Double

  /// A key that is probably the first one, until it was tried.
  private var firstKey: [UInt8]?
  /// The level is known to hold few keys: one window does.
  private var isSmall: Bool

  private var names = NameSpace()
  /// The name found last, without a delimiter at its end.
  private var lastName: [UInt8]?
  /// The names found last, in their order.
  private var recent: [[UInt8]] = []
  /// What followed the delimiter in the first keys of the last branches.
  private var tails: [[UInt8]] = []
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

  private enum Kind: Hashable, Sendable {
    case whole
    /// Ends within the branch that is expected next.
    case tail
    /// Ends where the names end that begin as the last one does.
    case rest
  }

  init(
    prefix: [UInt8], delimiter: Delimiter, pageSize: Int, firstKey: [UInt8]? = nil,
    keyCount: KeyCount? = nil
  ) {
    self.prefix = prefix
    self.delimiter = delimiter
    let end = prefix.isEmpty ? [0] : KeyRange.prefixEnd(prefix)
    self.levelEnd = end == [0] ? nil : end
    self.target = Double(pageSize)
    self.firstKey = firstKey.flatMap { $0.starts(with: prefix) ? $0 : nil }
    if case .exact(let count) = keyCount { isSmall = count <= Self.limit } else { isSmall = false }
  }

  private var isDense: Bool { (keysPerName ?? .infinity) > Self.denseBranch }

  /// The end of the window that begins at `position`; nil for the end of the keyspace.
  mutating func windowEnd(from position: [UInt8]) -> [UInt8]? {
    kind = .whole
    if isSmall { return levelEnd }
    if let firstKey, !firstKey.lexicographicallyPrecedes(position) {
      kind = .tail
      return within(firstKey + [0], from: position)
    }
    guard let lastName else { return sweepEnd(from: position) }
    let name = Array(position.dropFirst(prefix.count))
    if let end = tailWindowEnd(after: name, lastName) {
      kind = .tail
      return within(prefix + end, from: position)
    }
    let end: [UInt8]?
    if name.count <= depth {
      end = names.advance(name, by: steps, depth: depth)
    } else if isDense, depth < lastName.count, empty == 0 {
      // Other names share these bytes, and each may be large: they come first and alone.
      kind = .rest
      end = names.advance(name, by: 1, depth: depth)
    } else {
      end = names.advance(name, by: steps + 1, depth: depth)
    }
    return within(end.map { prefix + $0 }, from: position)
  }

  func limit() -> Int {
    if kind == .tail { return Self.tailLimit }
    if isDense { return Self.limit }
    return Int(min(target * max(1, keysPerName ?? 1), 1000) * 1.25)
  }

  mutating func learn(_ window: ListedWindow) {
    if let firstKey, window.end.map({ firstKey.lexicographicallyPrecedes($0) }) ?? true {
      self.firstKey = nil
    }
    guard !window.entries.isEmpty else {
      widen()
      return
    }
    empty = 0
    learnNames(window)
    learnSize(window)
    let usual = usualDepth
    if isDense {
      depth = usual
      steps = max(1, usualGap(depth: usual) / 2)
      normalise()
    } else {
      fitSteps(to: window, usual: usual)
    }
  }

  // Widths.

  /// Nothing was found: each further window is wider by a larger factor, since a gap that is not of
  /// the usual width may have any.
  private mutating func widen() {
    switch kind {
    case .tail:
      empty = max(empty, 1)
      return
    case .rest: return
    case .whole: empty += 1
    }
    steps *= Double(1 << growth)
    normalise()
  }

  /// Binary orders of magnitude by which the next window is wider.
  private var growth: Int {
    // Neighbours whose distance is known: a few windows of that width may well be empty.
    if recent.count == Self.neighbours {
      return [0, 0, 1, 1][min(empty, 3)] + max(0, 2 * (empty - 4))
    }
    return min(2 * empty, 20)
  }

  private mutating func fitSteps(to window: ListedWindow, usual: Int) {
    let wanted = min(target * max(1, keysPerName ?? 1), 1000)
    if window.isExhausted {
      steps *= min(16, max(1.0 / 16, wanted / Double(window.count)))
    } else if let last = lastName {
      // The rest of the window says nothing about the names that come next: one may be huge.
      let first = window.entries[0].name
      depth = usual
      steps = names.distance(from: first, to: last, depth: depth) * wanted / Double(window.returned)
    }
    normalise()
  }

  private mutating func normalise() {
    while steps < 1, depth < NameSpace.positions {
      steps *= names.radix(at: depth)
      depth += 1
    }
    while depth > 1, steps > 4 * names.radix(at: depth - 1) {
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

  private func sweepEnd(from position: [UInt8]) -> [UInt8]? {
    let first = position.dropFirst(prefix.count).first
    let bound = Self.sweep.first { bound in first.map { bound > $0 } ?? true }
    return within(bound.map { prefix + [$0] }, from: position)
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
    if kind == .tail {
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
