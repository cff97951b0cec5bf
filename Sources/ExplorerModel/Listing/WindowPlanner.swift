import EtcdModel

/// Chooses the windows of each request, from what those before found: neighbours are alike. The
/// listing is right whatever it chooses.
///
/// An empty window costs the server nothing, and one that holds a single branch costs a walk that
/// is never repeated. What costs is a window with two large branches: the second is walked again.
/// So where branches are large, a request is a comb of many windows of which few hold anything.
struct WindowPlanner: Hashable, Sendable {
  /// Keys that all windows of a request return at most: they must fit into one message.
  private static let returned = 16_000
  private static let limits = 64...500
  /// A server refuses requests above 1.5 MB by default (`--max-request-bytes`).
  private static let requestBytes = 400_000
  /// Names that a ladder may pass at once, if every one were there.
  private static let ladderWidth = 4096.0
  /// Enough to see that a branch is there.
  private static let tailLimit = 16
  /// Entries that a request may make the server walk where it can be foreseen.
  static let walk = 100_000.0
  /// From here on a window holds one branch at most: more make the answer miss some.
  static let largeBranch = 16.0
  /// From here on the next branch is worth a guess of its first key.
  private static let denseBranch = 32.0
  /// Expected names of a window among branches that an answer can't hold two of.
  static let sparse = 1.0 / 16
  private static let mostTails = 32
  /// Names that a comb is expected to meet where branches are large.
  static let namesAtOnce = 8.0
  /// Names whose spelling tells something about others.
  private static let spelledEnough = 24
  /// Windows of a comb among words of which few are known.
  static let firstSpread = 40
  /// A comb's windows are no finer than this many names of the length that they are cut by.
  static let finest = 100_000.0

  let prefix: [UInt8]
  let levelEnd: [UInt8]?
  let delimiter: Delimiter

  /// The level is known to hold few keys: one window does.
  private var isSmall: Bool
  private(set) var known = LevelShape()
  /// What is known about the level before it is read.
  private var hints: ListingHints
  /// How many requests in a row found nothing.
  private var empty = 0
  /// The bytes of the next ladder's deepest rung, after an empty one.
  private var ladderDepth: Int?
  /// Of a comb, as a multiple of what the names' usual distance asks for: more behind an empty one,
  /// less while windows hold too much.
  var stretch = 1.0
  var namesPerWindow = 1.0
  /// Guesses that came true in a row: so many more are worth making at once.
  private var tailsMade = 1
  /// Windows that held more than they told, each within the one before.
  var rests: [Rest] = []

  struct Rest: Hashable, Sendable {
    let until: [UInt8]
    /// Of what is not listed yet.
    var keys: Double
  }

  init(
    prefix: [UInt8], delimiter: Delimiter, hints: ListingHints, keyCount: KeyCount? = nil
  ) {
    self.prefix = prefix
    self.delimiter = delimiter
    let end = prefix.isEmpty ? [0] : KeyRange.prefixEnd(prefix)
    self.levelEnd = end == [0] ? nil : end
    self.hints = hints
    if case .exact(let count) = keyCount {
      isSmall = count <= Self.limits.upperBound
    } else {
      isSmall = false
    }
  }

  /// How many windows fit into a request: it may not be large either.
  private var room: Int {
    min(ListRequest.mostWindows, max(2, Self.requestBytes / (2 * (prefix.count + 64))))
  }

  // What was found.

  /// All windows of a request were answered.
  mutating func note(_ windows: [ListedWindow]) {
    let found = windows.contains { !$0.entries.isEmpty }
    empty = found ? 0 : empty + 1
    if found { ladderDepth = nil }
    if !found, ladderDepth == 0 { ladderDepth = 1 }
    let comb = windows.filter { $0.planned.kind == .comb }
    guard !comb.isEmpty else { return }
    let hits = comb.filter { !$0.entries.isEmpty }
    guard !hits.isEmpty else {
      // A gap that is not of the usual width may have any.
      stretch = min(stretch * Double(1 << min(2 * max(1, empty - 1), 20)), 1e30)
      return
    }
    stretch = min(stretch, 1)
    let names = hits.reduce(0.0) { $0 + Double($1.count) } / max(1, known.keysPerName ?? 1)
    let crowd = names / Double(hits.count) / max(1, namesPerWindow)
    if crowd > 1.5 {
      stretch = max(stretch / 2, 1.0 / 16)
    } else if names < namesPerWindow * Double(comb.count) / 4 {
      stretch = min(stretch * 1.5, 2)
    }
  }

  /// Takes in windows in the order of their keys.
  mutating func learn(_ window: ListedWindow) {
    rests.removeAll { !window.planned.start.lexicographicallyPrecedes($0.until) }
    if !rests.isEmpty { rests[rests.count - 1].keys -= Double(window.count) }
    if !window.isExhausted, let end = window.planned.end {
      rests.append(Rest(until: end, keys: Double(window.count - window.beforeLast)))
    }
    if window.planned.kind == .tail {
      tailsMade = window.entries.isEmpty ? 1 : min(tailsMade * 2, Self.mostTails)
    }
    if !window.entries.isEmpty { (empty, ladderDepth) = (0, nil) }
    known.learn(window, prefix: prefix, delimiter: delimiter)
  }

  /// The keys of one branch.
  mutating func learn(size: Int) { known.learn(size: Double(size)) }

  // What to ask for.

  /// The windows to read where everything before `position` is known, by the window `last`, and the
  /// windows `ahead` were answered.
  ///
  /// - Parameters:
  ///   - denseUntil: what lies before is looked at narrowly.
  ///   - open: a window should end where its keys were counted to.
  mutating func windows(
    from position: [UInt8], last: ListedWindow?, denseUntil: [UInt8]?, ahead: [ListedWindow],
    open: OpenBranch?, namesWanted: Int
  ) -> [PlannedWindow] {
    let cut = open?.until
    var windows: [PlannedWindow] = []
    var start: [UInt8]? = position
    var last = last
    var denseUntil = denseUntil
    var expected = 0.0
    for window in ahead {
      guard var from = start else { break }
      while from.lexicographicallyPrecedes(window.from) {
        if isDense(from, behind: last, until: denseUntil) {
          return windows.isEmpty
            ? limited(
              forward(
                from: from, upTo: window.from, cut: cut, namesWanted: namesWanted, room: room,
                isDense: true))
            : limited(windows)
        }
        let end = last?.planned.extent.flatMap {
          from.lexicographicallyPrecedes($0) && $0.lexicographicallyPrecedes(window.from) ? $0 : nil
        }
        expected += isGuessed(window) ? known.keysPerName ?? 0 : 0
        windows.append(PlannedWindow(start: from, end: end ?? window.from, limit: 0))
        if expected > Self.walk || windows.count >= room {
          return limited(windows)
        }
        from = end ?? window.from
      }
      if window.reachesBehind(from) { start = window.position }
      last = window
      denseUntil = window.denseUntil(keysPerName: known.keysPerName) ?? denseUntil
    }
    let namesWanted = namesWanted - ahead.reduce(0) { $0 + $1.entries.count }
    if let start, namesWanted > 0 || windows.isEmpty,
      windows.count < room / 2,
      ahead.isEmpty || !isDense(start, behind: last, until: denseUntil)
    {
      windows += forward(
        from: start, upTo: nil, cut: cut, namesWanted: max(1, namesWanted),
        room: room - windows.count)
    }
    return limited(windows)
  }

  /// Of what the last window asked for, it tells itself; else a wider one before told.
  private func isDense(
    _ position: [UInt8], behind last: ListedWindow?, until denseUntil: [UInt8]?
  ) -> Bool {
    var until = denseUntil
    if let last, last.planned.extent.map({ position.lexicographicallyPrecedes($0) }) ?? true {
      until = last.denseUntil(keysPerName: known.keysPerName)
    }
    return until.map { position.lexicographicallyPrecedes($0) } ?? false
  }

  /// What lies before the window holds a branch unless a guess was wrong.
  private func isGuessed(_ window: ListedWindow) -> Bool {
    window.planned.kind == .tail || window.planned.kind == .probe
  }

  private func limited(_ windows: [PlannedWindow]) -> [PlannedWindow] {
    let share = Self.returned / max(1, windows.count { $0.limit == 0 })
    let limit = min(max(share, Self.limits.lowerBound), Self.limits.upperBound)
    return windows.map { window in
      var window = window
      if window.limit == 0 { window.limit = limit }
      return window
    }
  }

  /// Windows behind everything that is known, or up to what is.
  private mutating func forward(
    from position: [UInt8], upTo bound: [UInt8]?, cut: [UInt8]?, namesWanted: Int,
    room: Int, isDense: Bool = false
  ) -> [PlannedWindow] {
    let bound = bound ?? levelEnd
    if isSmall { return [PlannedWindow(start: position, end: bound, limit: 0)] }
    if let firstKey = hints.takeFirstKey(from: position) {
      let end = within(firstKey + [0], from: position, upTo: bound)
      return [PlannedWindow(kind: .tail, start: position, end: end, limit: Self.tailLimit)]
    }
    var windows: [PlannedWindow] = []
    var start: [UInt8]? = position
    while let from = start, bound.map({ from.lexicographicallyPrecedes($0) }) ?? true {
      if let hint = hints.takeBranch(at: from) {
        windows.append(
          PlannedWindow(kind: .probe, start: hint.key, end: hint.key + [0], limit: 1))
        let end = KeyRange.prefixEnd(hint.path)
        start = end == [0] ? nil : end
        // Others are known: what lies between them can be asked for at once.
        guard hints.isComplete, windows.count + 1 < room else { break }
        continue
      }
      let branch = hints.nextBranch(after: from)
      let end = within(branch, from: from, upTo: bound)
      if hints.isComplete, !isDense, branch != nil, end == branch {
        windows.append(PlannedWindow(start: from, end: end, limit: 0))
      } else {
        windows += step(
          from: from, upTo: end, namesWanted: namesWanted, room: room - windows.count - 1)
      }
      guard let branch, windows.last?.end == branch else { break }
      start = branch
    }
    return split(windows, at: cut)
  }

  private func split(_ windows: [PlannedWindow], at cut: [UInt8]?) -> [PlannedWindow] {
    guard let cut, windows.count < room,
      let index = windows.firstIndex(where: {
        $0.start.lexicographicallyPrecedes(cut)
          && ($0.end.map { cut.lexicographicallyPrecedes($0) } ?? true)
      }), windows[index].kind == .whole
    else { return windows }
    var windows = windows
    var second = windows[index]
    windows[index].end = cut
    second.start = cut
    windows.insert(second, at: index + 1)
    return windows
  }

  private mutating func step(
    from position: [UInt8], upTo bound: [UInt8]?, namesWanted: Int, room: Int
  ) -> [PlannedWindow] {
    let name = Array(position.dropFirst(prefix.count))
    guard let lastName = known.lastName else {
      let ends = WindowSweep.bounds(after: name, of: hints.ladder)
      return cut(position, at: ends.map { prefix + $0 }, upTo: bound, reachingIt: ends.isEmpty)
    }
    let tails = tailWindows(from: position, upTo: bound, namesWanted: namesWanted, room: room)
    if !tails.isEmpty { return tails }
    if known.isSpelled, known.spelledNames >= Self.spelledEnough,
      known.keysPerName ?? 0 > Self.largeBranch
    {
      return spread(from: position, upTo: bound, namesWanted: namesWanted, room: room)
    }
    if let gap = known.usualGap, empty == 0 || !known.isCounter {
      let ends = comb(from: name, gap, namesWanted: namesWanted, room: room)
      if !ends.isEmpty {
        return cut(position, at: ends.map { prefix + $0 }, upTo: bound, .comb)
      }
    }
    return ladder(from: name, lastName, upTo: bound, room: room)
  }

  /// Where neighbours are dense and alike, the next ones' first keys are guessed from their names and
  /// from how the ones before began, so that windows end just behind them.
  private func tailWindows(
    from position: [UInt8], upTo bound: [UInt8]?, namesWanted: Int, room: Int
  ) -> [PlannedWindow] {
    guard empty == 0, let lastName = known.lastName, let tail = known.nextTail,
      known.keysPerName ?? .infinity > Self.denseBranch, known.isCounter,
      let next = known.names.advance(lastName, by: 1, depth: lastName.count),
      !(prefix + next).lexicographicallyPrecedes(position)
    else { return [] }
    var windows: [PlannedWindow] = []
    var start = position
    for index in 1...max(1, min(tailsMade, namesWanted, room)) {
      guard
        let next = known.names.advance(lastName, by: Double(index), depth: lastName.count)
      else { break }
      let end = prefix + next + delimiter.bytes + tail
      guard start.lexicographicallyPrecedes(end),
        bound.map({ end.lexicographicallyPrecedes($0) }) ?? true
      else { break }
      windows.append(
        PlannedWindow(kind: .tail, start: start, end: end, limit: Self.tailLimit))
      start = KeyRange.prefixEnd(prefix + next + delimiter.bytes)
    }
    return windows
  }

  /// Windows that widen with their distance: to the next name of the same length, then to those
  /// that begin alike, and so on.
  private mutating func ladder(
    from name: [UInt8], _ lastName: [UInt8], upTo bound: [UInt8]?, room: Int
  ) -> [PlannedWindow] {
    let usual = known.usualDepth
    let deepest = hints.namesOneBranch ? 1 : usual.map { $0 + 1 } ?? lastName.count
    var depth = max(1, min(name.count, ladderDepth ?? deepest, LevelShape.positions))
    var rungs: [[UInt8]] = []
    var width = 1.0
    repeat {
      rungs += known.names.siblings(after: name, depth: depth)
      width *= known.names.radix(at: depth - 1)
      depth -= 1
    } while depth > 0 && width * known.names.radix(at: depth - 1) <= Self.ladderWidth
    rungs = Array(rungs.prefix(room - 1))
    var end = levelEnd
    if depth > 0 {
      let behind = KeyRange.prefixEnd(prefix + name.prefix(depth))
      end = behind == [0] ? levelEnd : behind
    }
    if let bound, end.map({ bound.lexicographicallyPrecedes($0) }) ?? true {
      end = bound
    } else {
      ladderDepth = depth
    }
    if let usual, known.isCounter, known.keysPerName ?? 0 > Self.largeBranch {
      let low = lowWindows(rungs, depth: usual, from: prefix + name, upTo: end)
      if !low.isEmpty { return low }
    }
    if depth == 0 { rungs = subdivided(rungs, room: room) }
    return cut(prefix + name, at: rungs.map { prefix + $0 }, upTo: end, reachingIt: true)
  }

  /// Where large branches have names that are numbered in each of several groups, the first of a
  /// group is looked for alone, lest the group be walked to find it.
  private func lowWindows(
    _ rungs: [[UInt8]], depth: Int, from position: [UInt8], upTo bound: [UInt8]?
  ) -> [PlannedWindow] {
    var windows: [PlannedWindow] = []
    for rung in rungs where rung.count < depth {
      let low = rung + (rung.count..<depth).map { known.names.bytes(at: $0).first ?? 0 }
      let (start, end) = (prefix + rung, prefix + low + [0xFF])
      guard position.lexicographicallyPrecedes(start),
        bound.map({ end.lexicographicallyPrecedes($0) }) ?? true
      else { continue }
      if windows.isEmpty {
        let near = rungs.filter { $0.count >= depth }.map { prefix + $0 }
        windows = cut(position, at: near, upTo: start, reachingIt: true)
      }
      windows.append(
        PlannedWindow(
          kind: .low, start: start, end: end, limit: 0, groupEnd: KeyRange.prefixEnd(start)))
    }
    return windows
  }

  /// The widest rungs, those of one byte, are cut by the next byte.
  private func subdivided(_ ends: [[UInt8]], room: Int) -> [[UInt8]] {
    let wide = ends.count { $0.count == 1 }
    let parts = wide == 0 ? 1 : (room - 1 - ends.count + wide) / wide
    let bytes = known.names.bytes(at: 1)
    guard parts > 1, !bytes.isEmpty else { return ends }
    let stride = max(1, (bytes.count + parts - 1) / parts)
    return ends.flatMap { end in
      guard end.count == 1 else { return [end] }
      let cuts = Swift.stride(from: stride, to: bytes.count, by: stride)
      return [end] + cuts.map { end + [bytes[$0]] }
    }
  }

  // Ends.

  func cut(
    _ position: [UInt8], at ends: [[UInt8]], upTo bound: [UInt8]?,
    _ kind: PlannedWindow.Kind = .whole, reachingIt: Bool = false
  ) -> [PlannedWindow] {
    var windows: [PlannedWindow] = []
    var start = position
    var reaches = reachingIt
    for end in ends where start.lexicographicallyPrecedes(end) {
      guard bound.map({ end.lexicographicallyPrecedes($0) }) ?? true else {
        reaches = true
        break
      }
      windows.append(PlannedWindow(kind: kind, start: start, end: end, limit: 0))
      start = end
    }
    if reaches || windows.isEmpty {
      windows.append(PlannedWindow(kind: kind, start: start, end: bound, limit: 0))
    }
    return windows
  }

  private func within(
    _ end: [UInt8]?, from position: [UInt8], upTo bound: [UInt8]?
  ) -> [UInt8]? {
    guard let end, position.lexicographicallyPrecedes(end) else { return bound }
    if let bound, !end.lexicographicallyPrecedes(bound) { return bound }
    return end
  }
}
