/// Requests of many windows of which few are expected to hold anything.
extension WindowPlanner {
  /// Windows that are expected to hold equally many names.
  mutating func spread(
    from position: [UInt8], upTo bound: [UInt8]?, namesWanted: Int, room: Int
  ) -> [PlannedWindow] {
    let (perWindow, most) = density(namesWanted: namesWanted, room: room)
    namesPerWindow = perWindow
    // Who knows few names looks not far ahead.
    let count = min(most, Self.firstSpread + 4 * known.spelledNames)
    var ends: [[UInt8]] = []
    func add(upTo until: [UInt8]?, expected: Double? = nil, _ width: Double, atLeast: Int) {
      let left = count - ends.count
      let start = ends.last ?? Array(position.dropFirst(prefix.count))
      ends += NameSpread.ends(
        of: known, from: start, upTo: until, expected: expected,
        namesPerWindow: perWindow * width, windows: max(1, min(atLeast, left))...left,
        end: delimiter.bytes.first ?? 0)
    }
    let size = max(1, known.keysPerName ?? 1)
    for rest in rests.reversed() where ends.count < count {
      guard let until = name(rest.until), position.lexicographicallyPrecedes(rest.until),
        bound.map({ rest.until.lexicographicallyPrecedes($0) }) ?? true
      else { continue }
      // The branch that it told of is none of them.
      let expected = max(0.1, rest.keys / size - (ends.isEmpty ? 1 : 0))
      add(upTo: until, expected: expected, min(stretch, 1), atLeast: 8)
      if ends.count < count { ends.append(until) }
    }
    if ends.count < count {
      add(upTo: bound.flatMap(name), min(stretch, 4), atLeast: (count - ends.count) * 4 / 5)
    }
    return cut(
      position, at: ends.map { prefix + $0 }, upTo: bound, .comb, reachingIt: ends.count < count)
  }

  private func name(_ key: [UInt8]) -> [UInt8]? {
    key.starts(with: prefix) ? Array(key.dropFirst(prefix.count)) : nil
  }

  /// Names that a window should hold, and how many windows.
  private func density(namesWanted: Int, room: Int) -> (perWindow: Double, count: Int) {
    let size = max(1, known.keysPerName ?? 1000)
    var perWindow = max(Self.sparse, Self.largeBranch / size)
    let atOnce = min(Self.walk / size, Double(namesWanted))
    if size > 10 * Self.largeBranch {
      perWindow = min(perWindow, max(2, min(atOnce, Self.namesAtOnce)) / Double(room))
    }
    let count = min(max(1, (max(1, atOnce) / perWindow).rounded(.up)), Double(room))
    return (perWindow, Int(count))
  }

  /// Windows of equal width in the space of names.
  mutating func comb(
    from name: [UInt8], _ gap: LevelShape.Gap, namesWanted: Int, room: Int
  ) -> [[UInt8]] {
    let (perWindow, count) = density(namesWanted: namesWanted, room: room)
    namesPerWindow = perWindow
    var step = max(1, gap.steps * perWindow * stretch)
    var depth = gap.depth
    while step > Self.finest, depth > 1 {
      depth -= 1
      step /= known.names.radix(at: depth)
    }
    var ends: [[UInt8]] = []
    for index in 1...Int(count) {
      guard
        let end = known.names.advance(
          name, by: (Double(index) * step).rounded(), depth: depth)
      else { break }
      ends.append(end)
    }
    return ends
  }
}
