/// A bit for each name of a level, which of them match, with quick answers to how many do before a
/// place and where the nth is. A million names take 190 KB; changing one bit's place costs a move of
/// the words behind it.
struct MatchSet: Sendable {
  private var words: [UInt64] = []
  private(set) var count = 0
  /// Ones before each word; of use after `countOnes`.
  private var ranks: [Int32] = []
  private(set) var ones = 0

  init(count: Int = 0) {
    self.count = count
    words = [UInt64](repeating: 0, count: (count + 63) / 64)
  }

  subscript(_ index: Int) -> Bool {
    get { words[index >> 6] & (1 << UInt64(index & 63)) != 0 }
    set {
      let bit: UInt64 = 1 << UInt64(index & 63)
      if newValue { words[index >> 6] |= bit } else { words[index >> 6] &= ~bit }
    }
  }

  /// The places of the first ones that are not before `start`, and before `end`.
  func ones(from start: Int, to end: Int, limit: Int) -> [Int] {
    var ones: [Int] = []
    guard start < end else { return ones }
    var mask = UInt64.max << UInt64(start & 63)
    for place in (start >> 6)...((end - 1) >> 6) {
      var word = words[place] & mask
      mask = .max
      while word != 0 {
        let index = place << 6 + word.trailingZeroBitCount
        guard index < end, ones.count < limit else { return ones }
        ones.append(index)
        word &= word - 1
      }
    }
    return ones
  }

  mutating func replace(_ range: Range<Int>, with bits: [Bool]) {
    switch (range.count, bits.count) {
    case (0, 1): insert(bits[0], at: range.lowerBound)
    case (1, 0): remove(at: range.lowerBound)
    default: replaceMany(range, with: bits)
    }
  }

  /// Of the many names that come and go one by one.
  private mutating func insert(_ bit: Bool, at index: Int) {
    if count & 63 == 0 { words.append(0) }
    count += 1
    let (first, below) = (index >> 6, (1 << UInt64(index & 63)) - 1 as UInt64)
    var carry = words[first] >> 63
    let moved = (words[first] & ~below) << 1
    words[first] = words[first] & below | moved
    self[index] = bit
    for place in (first + 1)..<max(first + 1, words.count) {
      let word = words[place]
      words[place] = word << 1 | carry
      carry = word >> 63
    }
  }

  private mutating func remove(at index: Int) {
    let (first, below) = (index >> 6, (1 << UInt64(index & 63)) - 1 as UInt64)
    let moved = (words[first] >> 1) & ~below
    words[first] = words[first] & below | moved
    for place in (first + 1)..<max(first + 1, words.count) {
      words[place - 1] |= words[place] << 63
      words[place] >>= 1
    }
    count -= 1
    if count & 63 == 0 { words.removeLast() }
  }

  private mutating func replaceMany(_ range: Range<Int>, with bits: [Bool]) {
    let tail = (0..<(count - range.upperBound + 63) / 64).map {
      word(at: range.upperBound + 64 * $0)
    }
    let tailCount = count - range.upperBound
    truncate(to: range.lowerBound)
    for bit in bits { append(bit ? 1 : 0, 1) }
    for (index, word) in tail.enumerated() { append(word, min(64, tailCount - 64 * index)) }
  }

  /// Makes `rank` and `place(ofOne:)` right again after changes.
  mutating func countOnes() {
    ones = 0
    ranks.removeAll(keepingCapacity: true)
    ranks.reserveCapacity(words.count)
    for word in words {
      ranks.append(Int32(truncatingIfNeeded: ones))
      ones += word.nonzeroBitCount
    }
  }

  /// Ones before a place.
  func rank(_ index: Int) -> Int {
    guard index < count else { return ones }
    let below = words[index >> 6] & ((1 << UInt64(index & 63)) - 1)
    return Int(ranks[index >> 6]) + below.nonzeroBitCount
  }

  func place(ofOne number: Int) -> Int? {
    guard number >= 0, number < ones else { return nil }
    var low = 0
    var high = words.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(ranks[middle]) <= number { low = middle } else { high = middle }
    }
    var word = words[low]
    for _ in 0..<(number - Int(ranks[low])) { word &= word - 1 }
    return low << 6 + word.trailingZeroBitCount
  }

  /// The 64 bits from a place on, zeros behind the end.
  private func word(at index: Int) -> UInt64 {
    let (place, shift) = (index >> 6, UInt64(index & 63))
    let low = words[place] >> shift
    guard shift > 0, place + 1 < words.count else { return low }
    return low | words[place + 1] << (64 - shift)
  }

  private mutating func truncate(to count: Int) {
    self.count = count
    words.removeLast(words.count - (count + 63) / 64)
    if count & 63 != 0 { words[count >> 6] &= (1 << UInt64(count & 63)) - 1 }
  }

  /// - Parameter bits: the lower `count` ones, above them zeros.
  private mutating func append(_ bits: UInt64, _ count: Int) {
    let shift = UInt64(self.count & 63)
    if shift == 0 { words.append(bits) } else { words[words.count - 1] |= bits << shift }
    if shift > 0, Int(shift) + count > 64 { words.append(bits >> (64 - shift)) }
    self.count += count
  }
}
