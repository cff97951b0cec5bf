/// One name of a level as a listing found it.
public struct LevelEntry: Hashable, Sendable {
  /// A branch's ends with the delimiter.
  public var name: [UInt8]
  public var isBranch: Bool
  /// Of keys under a branch, where the listing learned it by the way.
  public var count: KeyCount?
  /// The first key under a branch, or some other where that is not known: they make its listing
  /// cheap.
  public var firstKey: [UInt8]?
  public var someKey: [UInt8]?

  public init(
    name: [UInt8], isBranch: Bool, count: KeyCount? = nil, firstKey: [UInt8]? = nil
  ) {
    self.firstKey = firstKey
    self.name = name
    self.isBranch = isBranch
    self.count = count
  }
}

/// The known names directly under one branch, in key order.
///
/// All names share one buffer, so that a known name costs its own bytes and 24 more. Finding is
/// O(log n), appending a page O(page), inserting or removing one name O(n) by a move of memory.
struct Level: Sendable {
  private struct Slot: Sendable {
    var offset: UInt32
    var length: UInt32
    /// The branch that was opened here; -1 for none.
    var branch: Int32
    var isBranch: Bool
    var isEstimated: Bool
    /// -1 while unknown.
    var count: Int
  }

  private var names: [UInt8] = []
  private var slots: [Slot] = []
  /// Bytes of `names` that no slot refers to.
  private var wasted = 0
  /// How many of the names are keys.
  private(set) var keys = 0

  var count: Int { slots.count }
  var isEmpty: Bool { slots.isEmpty }
  /// Of all names, and of those that are gone but not given back yet.
  var bytesHeld: Int { names.count }

  func name(at index: Int) -> [UInt8] { Array(bytes(at: index)) }

  func isBranch(at index: Int) -> Bool { slots[index].isBranch }

  func keyCount(at index: Int) -> KeyCount? {
    let slot = slots[index]
    if slot.count < 0 { return nil }
    return slot.isEstimated ? .estimated(slot.count) : .exact(slot.count)
  }

  mutating func setKeyCount(_ count: KeyCount?, at index: Int) {
    switch count {
    case nil: slots[index].count = -1
    case .exact(let number):
      slots[index].count = number
      slots[index].isEstimated = false
    case .estimated(let number):
      slots[index].count = number
      slots[index].isEstimated = true
    }
  }

  /// The branch that was opened at this name.
  func branch(at index: Int) -> Int? {
    let branch = slots[index].branch
    return branch < 0 ? nil : Int(branch)
  }

  mutating func setBranch(_ branch: Int?, at index: Int) {
    slots[index].branch = Int32(branch ?? -1)
  }

  /// The first place whose name is not before `name`.
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

  func index(of name: some Collection<UInt8>) -> Int? {
    let index = lowerBound(name)
    return index < slots.count && bytes(at: index).elementsEqual(name) ? index : nil
  }

  /// Copies the names at places, given in order, until the batch is full.
  func batch(of places: [Int], after prefix: [UInt8]) -> NameBatch {
    var batch = NameBatch(prefix: prefix)
    batch.reserve(places.count)
    // Names that follow each other in the buffer are copied as one.
    var run = 0..<0
    var lengths: [Int] = []
    for place in places {
      let slot = slots[place]
      if Int(slot.offset) != run.upperBound || run.count >= NameBatch.byteLimit {
        batch.append(names[run], lengths: lengths)
        lengths.removeAll(keepingCapacity: true)
        if batch.isFull { return batch }
        run = Int(slot.offset)..<Int(slot.offset)
      }
      run = run.lowerBound..<run.upperBound + Int(slot.length)
      lengths.append(Int(slot.length))
    }
    batch.append(names[run], lengths: lengths)
    return batch
  }

  /// - Returns: the place of the name.
  mutating func insert(_ entry: LevelEntry) -> Int {
    let index = lowerBound(entry.name)
    slots.insert(makeSlot(entry), at: index)
    return index
  }

  mutating func remove(at index: Int) {
    wasted += Int(slots[index].length)
    if !slots[index].isBranch { keys -= 1 }
    slots.remove(at: index)
    compact()
  }

  /// What is known of `range` becomes `entries`; a name that stays keeps its opened branch. An exact
  /// count yields to an estimate only when nothing has kept it up to date.
  ///
  /// - Returns: the branches that were opened under names that are gone.
  mutating func replace(
    _ range: Range<Int>, with entries: [LevelEntry], isFollowed: Bool = false
  ) -> [Int] {
    var gone: [Int] = []
    var fresh: [Slot] = []
    fresh.reserveCapacity(entries.count)
    var old = range.lowerBound
    for entry in entries {
      while old < range.upperBound, bytes(at: old).lexicographicallyPrecedes(entry.name) {
        drop(old, &gone)
        old += 1
      }
      if old < range.upperBound, bytes(at: old).elementsEqual(entry.name) {
        merge(entry.count, into: old, isFollowed)
        fresh.append(slots[old])
        old += 1
      } else {
        fresh.append(makeSlot(entry))
      }
    }
    while old < range.upperBound {
      drop(old, &gone)
      old += 1
    }
    slots.replaceSubrange(range, with: fresh)
    compact()
    return gone
  }

  private mutating func merge(_ count: KeyCount?, into index: Int, _ isFollowed: Bool) {
    switch (keyCount(at: index), count) {
    case (_, .exact): setKeyCount(count, at: index)
    case (.exact(let known), .estimated(let atLeast)):
      if !isFollowed { setKeyCount(.estimated(max(known, atLeast)), at: index) }
    case (.estimated(let known), .estimated(let atLeast)):
      setKeyCount(.estimated(max(known, atLeast)), at: index)
    case (nil, .estimated): setKeyCount(count, at: index)
    case (_, nil): break
    }
  }

  private mutating func drop(_ index: Int, _ gone: inout [Int]) {
    wasted += Int(slots[index].length)
    if !slots[index].isBranch { keys -= 1 }
    if let branch = branch(at: index) { gone.append(branch) }
  }

  private func bytes(at index: Int) -> ArraySlice<UInt8> {
    let slot = slots[index]
    return names[Int(slot.offset)..<Int(slot.offset) + Int(slot.length)]
  }

  private mutating func makeSlot(_ entry: LevelEntry) -> Slot {
    let offset = names.count
    names += entry.name
    if !entry.isBranch { keys += 1 }
    var slot = Slot(
      offset: UInt32(offset), length: UInt32(entry.name.count), branch: -1,
      isBranch: entry.isBranch, isEstimated: false, count: -1)
    switch entry.count {
    case nil: break
    case .exact(let number): slot.count = number
    case .estimated(let number):
      slot.count = number
      slot.isEstimated = true
    }
    return slot
  }

  /// Gives the names of removed slots back once they are the larger half.
  private mutating func compact() {
    guard wasted > 4096, wasted * 2 > names.count else { return }
    var packed: [UInt8] = []
    packed.reserveCapacity(names.count - wasted)
    for index in slots.indices {
      let offset = packed.count
      packed += bytes(at: index)
      slots[index].offset = UInt32(offset)
    }
    names = packed
    wasted = 0
  }
}
