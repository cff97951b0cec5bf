/// Names of one level that follow each other, in one buffer.
struct NameBlock: Sendable {
  /// From here on it is cut into pieces.
  private static let limit = 512

  private struct Slot: Sendable {
    var offset: UInt32
    var length: UInt32
    /// The branch that was opened here; -1 for none.
    var branch: Int32
    var isBranch: Bool
    var certainty: Certainty
    /// -1 while unknown.
    var count: Int
  }

  private enum Certainty: UInt8 {
    case exact
    case estimated
    case atLeast
  }

  private var names: [UInt8] = []
  private var slots: [Slot] = []
  /// Bytes of `names` that no slot refers to.
  private var wasted = 0
  /// How many of the names are keys.
  private(set) var keys = 0

  init() {}

  init(_ entries: [LevelEntry]) {
    slots = entries.map { makeSlot($0) }
  }

  private init(_ slots: ArraySlice<Slot>, of block: NameBlock) {
    names.reserveCapacity(slots.reduce(0) { $0 + Int($1.length) })
    self.slots.reserveCapacity(slots.count)
    for slot in slots { take(slot, of: block) }
  }

  var count: Int { slots.count }
  var isEmpty: Bool { slots.isEmpty }
  var isFull: Bool { slots.count > Self.limit }
  var bytesHeld: Int { names.count }

  /// The same names in blocks that are not full; none for no names.
  var pieces: [NameBlock] {
    guard isFull else { return isEmpty ? [] : [self] }
    let number = 1 + slots.count / Self.limit
    return (0..<number).map { piece in
      NameBlock(
        slots[slots.count * piece / number..<slots.count * (piece + 1) / number], of: self)
    }
  }

  func bytes(at index: Int) -> ArraySlice<UInt8> {
    let slot = slots[index]
    return names[Int(slot.offset)..<Int(slot.offset) + Int(slot.length)]
  }

  func isBranch(at index: Int) -> Bool { slots[index].isBranch }

  func keyCount(at index: Int) -> KeyCount? {
    let slot = slots[index]
    if slot.count < 0 { return nil }
    return switch slot.certainty {
    case .exact: .exact(slot.count)
    case .estimated: .estimated(slot.count)
    case .atLeast: .atLeast(slot.count)
    }
  }

  mutating func setKeyCount(_ count: KeyCount?, at index: Int) {
    (slots[index].count, slots[index].certainty) = Self.parts(of: count)
  }

  private static func parts(of count: KeyCount?) -> (Int, Certainty) {
    switch count {
    case nil: (-1, .exact)
    case .exact(let number): (number, .exact)
    case .estimated(let number): (number, .estimated)
    case .atLeast(let number): (number, .atLeast)
    }
  }

  func branch(at index: Int) -> Int? {
    let branch = slots[index].branch
    return branch < 0 ? nil : Int(branch)
  }

  mutating func setBranch(_ branch: Int?, at index: Int) {
    slots[index].branch = Int32(branch ?? -1)
  }

  func lowerBound(_ name: some Collection<UInt8>) -> Int {
    var low = 0
    var high = slots.count
    while low < high {
      let middle = (low + high) / 2
      if bytes(at: middle).lexicographicallyPrecedes(name) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }

  /// Copies the names at places of the level, in which the block begins at `start`, until the batch
  /// is full.
  func copy(_ places: ArraySlice<Int>, from start: Int, into batch: inout NameBatch) {
    // Names that follow each other in the buffer are copied as one.
    var run = 0..<0
    var lengths: [Int] = []
    for place in places {
      let slot = slots[place - start]
      if Int(slot.offset) != run.upperBound || run.count >= NameBatch.byteLimit {
        batch.append(names[run], lengths: lengths)
        lengths.removeAll(keepingCapacity: true)
        if batch.isFull { return }
        run = Int(slot.offset)..<Int(slot.offset)
      }
      run = run.lowerBound..<run.upperBound + Int(slot.length)
      lengths.append(Int(slot.length))
    }
    batch.append(names[run], lengths: lengths)
  }

  /// - Returns: the place of the name.
  mutating func insert(_ entry: LevelEntry) -> Int {
    let index = lowerBound(entry.name)
    slots.insert(makeSlot(entry), at: index)
    return index
  }

  mutating func remove(at index: Int) {
    discard(slots[index])
    slots.remove(at: index)
    compact()
  }

  /// Names that lie behind all of these.
  mutating func append(_ block: NameBlock) {
    if isEmpty { self = block } else { for slot in block.slots { take(slot, of: block) } }
  }

  /// What is known of `range` becomes `entries`; a name that stays keeps its opened branch. An exact
  /// count yields to an estimate only when nothing has kept it up to date.
  ///
  /// - Returns: the branches that were opened under names that are gone.
  mutating func replace(
    _ range: Range<Int>, with entries: [LevelEntry], isFollowed: Bool
  ) -> [Int] {
    var gone: [Int] = []
    var fresh: [Slot] = []
    fresh.reserveCapacity(entries.count)
    var old = range.lowerBound
    func drop() {
      discard(slots[old])
      if let branch = branch(at: old) { gone.append(branch) }
      old += 1
    }
    for entry in entries {
      while old < range.upperBound, bytes(at: old).lexicographicallyPrecedes(entry.name) { drop() }
      if old < range.upperBound, bytes(at: old).elementsEqual(entry.name) {
        merge(entry.count, into: old, isFollowed)
        fresh.append(slots[old])
        old += 1
      } else {
        fresh.append(makeSlot(entry))
      }
    }
    while old < range.upperBound { drop() }
    slots.replaceSubrange(range, with: fresh)
    compact()
    return gone
  }

  private mutating func merge(_ count: KeyCount?, into index: Int, _ isFollowed: Bool) {
    switch (keyCount(at: index), count) {
    case (_, .exact), (nil, _), (.estimated, .atLeast): setKeyCount(count, at: index)
    case (.exact(let known), .estimated(let number)), (.exact(let known), .atLeast(let number)):
      if !isFollowed { setKeyCount(.estimated(max(known, number)), at: index) }
    case (.estimated(let known), .estimated(let number)):
      setKeyCount(.estimated(max(known, number)), at: index)
    case (.atLeast(let known), .estimated(let number)), (.atLeast(let known), .atLeast(let number)):
      // What was counted is better than what neighbours suggest.
      setKeyCount(number > known ? count : .atLeast(known), at: index)
    case (_, nil): break
    }
  }

  private mutating func makeSlot(_ entry: LevelEntry) -> Slot {
    let offset = names.count
    names += entry.name
    if !entry.isBranch { keys += 1 }
    let (count, certainty) = Self.parts(of: entry.count)
    return Slot(
      offset: UInt32(offset), length: UInt32(entry.name.count), branch: -1,
      isBranch: entry.isBranch, certainty: certainty, count: count)
  }

  private mutating func take(_ slot: Slot, of block: NameBlock) {
    var slot = slot
    let bytes = block.names[Int(slot.offset)..<Int(slot.offset) + Int(slot.length)]
    slot.offset = UInt32(names.count)
    names += bytes
    if !slot.isBranch { keys += 1 }
    slots.append(slot)
  }

  /// The slot goes.
  private mutating func discard(_ slot: Slot) {
    wasted += Int(slot.length)
    if !slot.isBranch { keys -= 1 }
  }

  /// Gives the names of removed slots back once they are the larger half.
  private mutating func compact() {
    guard wasted > 4096, wasted * 2 > names.count else { return }
    self = NameBlock(slots[...], of: self)
  }
}
