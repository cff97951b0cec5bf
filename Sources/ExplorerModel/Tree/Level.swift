/// The known names directly under one branch, in key order.
///
/// They lie in blocks of a few hundred, so that a known name costs its own bytes and about 25 more,
/// and inserting or removing one costs the same among a million as among a thousand: a move within
/// its block, and one number for each block behind it.
struct Level: Sendable {
  private var blocks: [NameBlock] = []
  /// The place of each block's first name.
  private var starts: [Int] = []
  private(set) var count = 0
  /// How many of the names are keys.
  private(set) var keys = 0

  var isEmpty: Bool { count == 0 }
  /// Of all names, and of those that are gone but not given back yet.
  var bytesHeld: Int { blocks.reduce(0) { $0 + $1.bytesHeld } }

  func name(at index: Int) -> [UInt8] {
    let (block, place) = locate(index)
    return Array(blocks[block].bytes(at: place))
  }

  func isBranch(at index: Int) -> Bool {
    let (block, place) = locate(index)
    return blocks[block].isBranch(at: place)
  }

  func keyCount(at index: Int) -> KeyCount? {
    let (block, place) = locate(index)
    return blocks[block].keyCount(at: place)
  }

  mutating func setKeyCount(_ count: KeyCount?, at index: Int) {
    let (block, place) = locate(index)
    blocks[block].setKeyCount(count, at: place)
  }

  /// The branch that was opened at this name.
  func branch(at index: Int) -> Int? {
    let (block, place) = locate(index)
    return blocks[block].branch(at: place)
  }

  mutating func setBranch(_ branch: Int?, at index: Int) {
    let (block, place) = locate(index)
    blocks[block].setBranch(branch, at: place)
  }

  /// The first place whose name is not before `name`.
  func lowerBound(_ name: some Collection<UInt8>) -> Int {
    guard let block = block(of: name) else { return 0 }
    return starts[block] + blocks[block].lowerBound(name)
  }

  func index(of name: some Collection<UInt8>) -> Int? {
    guard let block = block(of: name) else { return nil }
    let place = blocks[block].lowerBound(name)
    guard place < blocks[block].count, blocks[block].bytes(at: place).elementsEqual(name)
    else { return nil }
    return starts[block] + place
  }

  /// Copies the names at places, given in order, until the batch is full.
  func batch(of places: [Int], after prefix: [UInt8]) -> NameBatch {
    var batch = NameBatch(prefix: prefix)
    batch.reserve(places.count)
    var rest = places[...]
    while let first = rest.first, !batch.isFull {
      let block = locate(first).block
      let end = starts[block] + blocks[block].count
      let own = rest.prefix { $0 < end }
      blocks[block].copy(own, from: starts[block], into: &batch)
      rest = rest[own.endIndex...]
    }
    return batch
  }

  /// - Returns: the place of the name.
  mutating func insert(_ entry: LevelEntry) -> Int {
    count += 1
    keys += entry.isBranch ? 0 : 1
    guard let block = block(of: entry.name) else {
      blocks = [NameBlock([entry])]
      starts = [0]
      return 0
    }
    let index = starts[block] + blocks[block].insert(entry)
    if blocks[block].isFull {
      blocks.replaceSubrange(block...block, with: blocks[block].pieces)
      countStarts(from: block)
    } else {
      shiftStarts(behind: block, by: 1)
    }
    return index
  }

  mutating func remove(at index: Int) {
    let (block, place) = locate(index)
    count -= 1
    keys -= blocks[block].isBranch(at: place) ? 0 : 1
    blocks[block].remove(at: place)
    if blocks[block].isEmpty {
      blocks.remove(at: block)
      countStarts(from: block)
    } else {
      shiftStarts(behind: block, by: -1)
    }
  }

  /// What is known of `range` becomes `entries`; a name that stays keeps its opened branch. An exact
  /// count yields to an estimate only when nothing has kept it up to date.
  ///
  /// - Returns: the branches that were opened under names that are gone.
  mutating func replace(
    _ range: Range<Int>, with entries: [LevelEntry], isFollowed: Bool = false
  ) -> [Int] {
    guard !range.isEmpty || !entries.isEmpty else { return [] }
    // Names that come between two blocks go to the one before.
    let first = blocks.isEmpty ? 0 : block(holding: max(0, range.lowerBound - 1))
    let last = blocks.isEmpty ? -1 : block(holding: max(range.lowerBound, range.upperBound - 1))
    let start = blocks.isEmpty ? 0 : starts[first]
    let touched = first..<max(first, last + 1)
    var joined = NameBlock()
    for block in touched { joined.append(blocks[block]) }
    // Held once, so that it is changed in its place.
    for block in touched { blocks[block] = NameBlock() }
    let (keysBefore, countBefore) = (joined.keys, joined.count)
    let gone = joined.replace(
      range.lowerBound - start..<range.upperBound - start, with: entries, isFollowed: isFollowed)
    keys += joined.keys - keysBefore
    count += joined.count - countBefore
    blocks.replaceSubrange(touched, with: joined.pieces)
    countStarts(from: first)
    return gone
  }

  private func locate(_ index: Int) -> (block: Int, place: Int) {
    let block = block(holding: index)
    return (block, index - starts[block])
  }

  /// The block of a place; the last one for what lies behind.
  private func block(holding index: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= index { low = middle } else { high = middle }
    }
    return low
  }

  /// The last block that does not begin behind the name, where it is or would be; nil without any.
  private func block(of name: some Collection<UInt8>) -> Int? {
    guard !blocks.isEmpty else { return nil }
    var low = 0
    var high = blocks.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if name.lexicographicallyPrecedes(blocks[middle].bytes(at: 0)) {
        high = middle
      } else {
        low = middle
      }
    }
    return low
  }

  private mutating func shiftStarts(behind block: Int, by distance: Int) {
    for index in (block + 1)..<max(block + 1, starts.count) { starts[index] += distance }
  }

  private mutating func countStarts(from block: Int) {
    var start = block == 0 ? 0 : starts[block - 1] + blocks[block - 1].count
    starts.removeLast(starts.count - min(block, starts.count))
    for block in blocks[block...] {
      starts.append(start)
      start += block.count
    }
  }
}
