import EtcdModel

/// How the names of a level look and how much lies under them, as far as it was read.
struct LevelShape: Hashable, Sendable {
  static let positions = NameSpace.positions
  private static let neighbours = 8
  /// A gap is a whole number of steps: so many, that rounding does not double it.
  private static let fineness = 32.0

  /// How far apart neighbours usually are, in names of `depth` bytes.
  struct Gap: Hashable, Sendable {
    var depth: Int
    var steps: Double
  }

  private(set) var names = NameSpace()
  /// Of branches alone.
  private var model = NameModel()
  /// How many names begin with so many bytes of the last one.
  private var counts: [Double] = []
  /// Of the branches found last.
  private var sizes: [Double] = []
  /// The name found last, without a delimiter at its end.
  private(set) var lastName: [UInt8]?
  /// Keys under a name.
  private(set) var keysPerName: Double?
  /// The names found last, in their order.
  private var recent: [[UInt8]] = []
  /// What followed the delimiter in the first keys of the last branches.
  private var tails: [[UInt8]] = []

  mutating func learn(_ window: ListedWindow, prefix: [UInt8], delimiter: Delimiter) {
    guard !window.entries.isEmpty else { return }
    learnNames(window, prefix, delimiter)
    learnSize(window)
  }

  /// The byte by which neighbours usually differ, counted from 1; nil with less than two names.
  var usualDepth: Int? {
    let depths = zip(recent, recent.dropFirst())
      .map { min(commonPrefix($0, $1) + 1, Self.positions) }.sorted()
    return depths.isEmpty ? nil : depths[depths.count / 2]
  }

  /// Neighbours differ in their last byte: they are numbers that follow each other.
  var isCounter: Bool {
    guard let usualDepth, let lastName else { return recent.count < 2 }
    return usualDepth >= lastName.count
  }

  /// nil while too few names are known.
  var usualGap: Gap? {
    guard recent.count > 1, var depth = usualDepth else { return nil }
    let gaps = zip(recent, recent.dropFirst())
      .map { names.distance(from: $0, to: $1, depth: depth) }.sorted()
    // One distance says little: rather too narrow than too wide.
    var steps = max(gaps.count == 1 ? gaps[0] / 2 : gaps[gaps.count / 2], 1)
    while steps < Self.fineness, depth < Self.positions {
      steps *= names.radix(at: depth)
      depth += 1
    }
    return Gap(depth: depth, steps: steps)
  }

  /// What follows the delimiter just behind the first key of the next branch, if it is like those
  /// before.
  var nextTail: [UInt8]? {
    guard let greatest = tails.max(by: { $0.lexicographicallyPrecedes($1) }) else { return nil }
    let shared = tails.map { commonPrefix($0, greatest) }.min() ?? 0
    if shared == greatest.count { return greatest + [0] }
    let end = KeyRange.prefixEnd(Array(greatest.prefix(shared + 1)))
    return end == [0] ? nil : end
  }

  /// How probable bytes are behind the beginning of a name, in their order.
  func following(_ beginning: [UInt8]) -> [(byte: UInt8, share: Double)] {
    model.following(beginning, alphabet: names.bytes(at: beginning.count))
  }

  /// How many names begin with so many bytes of the last one.
  func count(ofDepth depth: Int) -> Double { depth < counts.count ? counts[depth] : 0 }

  /// Names that their spelling was learned of.
  var spelledNames: Int { model.names }

  /// Words, not numbers: their syllables tell more than their distance.
  var isSpelled: Bool { model.names > 1 && !isCounter && !names.areHashes }

  private mutating func count(_ name: [UInt8]) {
    let shared = lastName.map { commonPrefix($0, name) } ?? 0
    let depth = min(name.count, NameModel.depth)
    counts.removeLast(max(0, counts.count - shared - 1))
    for index in counts.indices { counts[index] += 1 }
    while counts.count <= depth { counts.append(1) }
  }

  private mutating func learnNames(
    _ window: ListedWindow, _ prefix: [UInt8], _ delimiter: Delimiter
  ) {
    // Enough of a window to know its names by, wherever in it they differ.
    let stride = max(1, window.entries.count / 32)
    let tail = window.entries.count - Self.neighbours
    for (index, entry) in window.entries.enumerated() {
      let isSample = index % stride == 0 || index == window.entries.count - 1
      guard entry.isBranch || isSample || index >= tail else { continue }
      let name = entry.isBranch ? Array(entry.name.dropLast(delimiter.bytes.count)) : entry.name
      // A window that begins within a branch tells of it again.
      if let lastName, !lastName.lexicographicallyPrecedes(name) { continue }
      if isSample { names.learn(name) }
      if entry.isBranch {
        count(name)
        if isSample { model.learn(name, end: delimiter.bytes.first ?? 0) }
      }
      lastName = name
      if index >= tail {
        recent = recent.suffix(Self.neighbours - 1) + [name]
      }
      if let first = entry.firstKey {
        tails = tails.suffix(3) + [Array(first.dropFirst(prefix.count + entry.name.count))]
      }
    }
  }

  private mutating func learnSize(_ window: ListedWindow) {
    let found = Double(window.entries.count)
    switch window.planned.kind {
    // What ends in a branch says nothing about its size.
    case .tail, .probe: return
    case .comb where found == 1: learn(size: Double(window.count))
    case .whole, .low, .comb:
      if window.isExhausted {
        learn(size: Double(window.count) / found)
      } else {
        keysPerName = max(keysPerName ?? 0, Double(window.returned) / found)
      }
    }
  }

  mutating func learn(size: Double) {
    // One huge branch says little about its neighbours, and a window may have held two.
    sizes = sizes.suffix(8) + [size]
    keysPerName = sizes.sorted()[sizes.count * 2 / 5]
  }

  private func commonPrefix(_ left: [UInt8], _ right: [UInt8]) -> Int {
    zip(left, right).prefix { $0 == $1 }.count
  }
}
