/// The bytes that names of a level use at each position, and arithmetic on names as numbers in
/// that alphabet.
///
/// `ns-0009` and one step is `ns-0010`: with the plain order of bytes a narrow window after
/// `ns-0009` would end long before its neighbour. What was never seen is guessed by class, so this
/// only chooses widths.
struct NameSpace: Hashable, Sendable {
  /// Names differ from their neighbours early; what follows is noise.
  static let positions = 48
  /// A position whose bytes started over so often has shown all of them.
  private static let knownAfter = 4

  private struct Position: Hashable, Sendable {
    var seen = ByteSet()
    var restarts = 0
    /// What is expected, sorted.
    var alphabet: [UInt8] = []
  }

  private static let digits = ByteSet(UInt8(ascii: "0")...UInt8(ascii: "9"))
  private static let lower = ByteSet(UInt8(ascii: "a")...UInt8(ascii: "z"))
  private static let upper = ByteSet(UInt8(ascii: "A")...UInt8(ascii: "Z"))
  private static let unknown = digits.union(lower).union(ByteSet([0x2D, 0x2E, 0x5F])).bytes

  private static let hexadecimal = digits.union(ByteSet(UInt8(ascii: "a")...UInt8(ascii: "f")))

  private var alphabets: [Position] = []
  private var last: [UInt8] = []
  /// A name was long and had digits and letters; a name had a byte that hashes have not.
  private var hasHash = false
  private var isPlain = false

  /// All names so far are of digits and the letters a to f.
  private var isHexadecimal: Bool { hasHash && !isPlain }
  var areHashes: Bool { isHexadecimal }

  /// Takes in names in their order.
  mutating func learn(_ name: [UInt8]) {
    noteClass(of: name)
    for (position, byte) in name.prefix(Self.positions).enumerated() {
      if position == alphabets.count { alphabets.append(Position()) }
      let isNew = alphabets[position].seen.insert(byte)
      var changed = isNew
      if position < last.count, byte < last[position] {
        alphabets[position].restarts += 1
        changed = changed || alphabets[position].restarts == Self.knownAfter
      }
      if changed { alphabets[position].alphabet = expected(at: position) }
    }
    last = name
  }

  /// How many bytes are expected at a position.
  func radix(at position: Int) -> Double { Double(alphabet(at: position).count) }

  /// The bytes that are expected at a position, in order.
  func bytes(at position: Int) -> [UInt8] { alphabet(at: position) }

  /// The names of `depth` bytes behind `name` that differ from it in the last of them.
  func siblings(after name: [UInt8], depth: Int) -> [[UInt8]] {
    guard depth > 0, name.count >= depth else { return [] }
    let head = name.prefix(depth - 1)
    return alphabet(at: depth - 1).filter { $0 > name[depth - 1] }.map { head + [$0] }
  }

  /// The name of `depth` bytes that lies `steps` names of that length after `name`; nil behind the
  /// last one.
  func advance(_ name: [UInt8], by steps: Double, depth: Int) -> [UInt8]? {
    var ranks = (0..<depth).map { position in
      position < name.count ? rank(of: name[position], at: position) : 0
    }
    var carry = Int(min(steps, 1e15))
    var position = depth - 1
    while carry > 0, position >= 0 {
      let radix = alphabet(at: position).count
      let sum = ranks[position] + carry
      ranks[position] = sum % radix
      carry = sum / radix
      position -= 1
    }
    guard carry == 0 else { return nil }
    return ranks.enumerated().map { alphabet(at: $0.offset)[$0.element] }
  }

  /// How many names of `depth` bytes lie between two names, roughly.
  func distance(from: [UInt8], to: [UInt8], depth: Int) -> Double {
    var distance = 0.0
    for position in 0..<depth {
      let high = position < to.count ? rank(of: to[position], at: position) : 0
      let low = position < from.count ? rank(of: from[position], at: position) : 0
      distance = distance * radix(at: position) + Double(high - low)
    }
    return distance
  }

  private func alphabet(at position: Int) -> [UInt8] {
    if position < alphabets.count { return alphabets[position].alphabet }
    return isHexadecimal ? Self.hexadecimal.bytes : Self.unknown
  }

  private mutating func noteClass(of name: [UInt8]) {
    let was = isHexadecimal
    isPlain = isPlain || !name.allSatisfy(Self.hexadecimal.contains)
    hasHash =
      hasHash
      || name.count >= 8 && name.contains(where: Self.digits.contains)
        && name.contains(where: Self.lower.contains)
    guard isHexadecimal != was else { return }
    for position in alphabets.indices { alphabets[position].alphabet = expected(at: position) }
  }

  private func rank(of byte: UInt8, at position: Int) -> Int {
    let alphabet = alphabet(at: position)
    return min(alphabet.firstIndex { $0 >= byte } ?? alphabet.count, alphabet.count - 1)
  }

  private func expected(at position: Int) -> [UInt8] {
    let seen = alphabets[position].seen
    if alphabets[position].restarts >= Self.knownAfter { return seen.bytes }
    if isHexadecimal { return Self.hexadecimal.bytes }
    return seen.bytes.reduce(seen) { $0.union(Self.classOf($1)) }.bytes
  }

  private static func classOf(_ byte: UInt8) -> ByteSet {
    if digits.contains(byte) { return digits }
    if lower.contains(byte) { return lower }
    if upper.contains(byte) { return upper }
    if byte > 0x20, byte < 0x7F { return ByteSet([byte]) }
    return ByteSet(0...UInt8.max)
  }
}
