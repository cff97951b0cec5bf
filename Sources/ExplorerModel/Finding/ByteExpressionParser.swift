/// Reads a regular expression into steps, the targets of which are places in the whole program.
struct ByteExpressionParser {
  private typealias Step = ByteExpression.Step

  /// Of a pattern: nobody types more.
  private static let limit = 500
  private static let deepest = 50

  private let pattern: [UInt8]
  private var place = 0
  private var depth = 0

  init(_ pattern: [UInt8]) {
    self.pattern = pattern
  }

  mutating func parse() throws(PatternError) -> [ByteExpression.Step] {
    guard pattern.count <= Self.limit else { throw error("is longer than \(Self.limit) bytes") }
    let steps = try alternatives()
    guard place == pattern.count else { throw error("has a ) without its (") }
    return steps + [.match]
  }

  private mutating func alternatives() throws(PatternError) -> [Step] {
    var steps = try sequence()
    while take("|") {
      let other = try sequence()
      let skip = Step.either(steps.count + 2 + other.count, steps.count + 2 + other.count)
      steps =
        [.either(1, steps.count + 2)] + moved(steps, by: 1) + [skip]
        + moved(other, by: steps.count + 2)
    }
    return steps
  }

  private mutating func sequence() throws(PatternError) -> [Step] {
    var steps: [Step] = []
    while let byte = peek, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") {
      steps += moved(try repeated(), by: steps.count)
    }
    return steps
  }

  private mutating func repeated() throws(PatternError) -> [Step] {
    var steps = try item()
    while let byte = peek {
      let count = steps.count
      switch byte {
      case UInt8(ascii: "*"):
        steps = [.either(1, count + 2)] + moved(steps, by: 1) + [.either(0, 0)]
      case UInt8(ascii: "+"): steps += [.either(0, count + 1)]
      case UInt8(ascii: "?"): steps = [.either(1, count + 1)] + moved(steps, by: 1)
      default: return steps
      }
      place += 1
      guard steps.count <= 4 * Self.limit else { throw error("is too large") }
    }
    return steps
  }

  private mutating func item() throws(PatternError) -> [Step] {
    guard let byte = next() else { return [] }
    switch byte {
    case UInt8(ascii: "("):
      depth += 1
      guard depth <= Self.deepest else { throw error("is nested too deeply") }
      let steps = try alternatives()
      guard take(")") else { throw error("has a ( without its )") }
      depth -= 1
      return steps
    case UInt8(ascii: "["): return [.bytes(try set())]
    case UInt8(ascii: "."): return [.bytes(ByteSet(0...UInt8.max))]
    case UInt8(ascii: "^"): return [.start]
    case UInt8(ascii: "$"): return [.end]
    case UInt8(ascii: "\\"): return [.bytes(try escaped())]
    case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"):
      throw error("repeats nothing at \"\(Unicode.Scalar(byte))\"; write \\\(Unicode.Scalar(byte))")
    case UInt8(ascii: "{"): throw error("counts with {}, which is not known here; write \\{")
    default: return [.bytes(ByteSet([byte]))]
    }
  }

  private mutating func set() throws(PatternError) -> ByteSet {
    let isInverted = take("^")
    var bytes = ByteSet()
    var isFirst = true
    while let byte = next() {
      if byte == UInt8(ascii: "]"), !isFirst {
        return isInverted ? ByteSet((0...UInt8.max).filter { !bytes.contains($0) }) : bytes
      }
      isFirst = false
      if byte == UInt8(ascii: "\\") {
        bytes = bytes.union(try escaped())
      } else if peek == UInt8(ascii: "-"), place + 1 < pattern.count,
        pattern[place + 1] != UInt8(ascii: "]")
      {
        let last = pattern[place + 1]
        guard byte <= last else { throw error("has a range whose end is before its start") }
        place += 2
        bytes = bytes.union(ByteSet(byte...last))
      } else {
        bytes.insert(byte)
      }
    }
    throw error("has a [ without its ]")
  }

  private mutating func escaped() throws(PatternError) -> ByteSet {
    guard let byte = next() else { throw error("ends with a lone \\; write \\\\") }
    let digits = ByteSet(UInt8(ascii: "0")...UInt8(ascii: "9"))
    switch byte {
    case UInt8(ascii: "d"): return digits
    case UInt8(ascii: "s"): return ByteSet(" \t\n\r".utf8)
    case UInt8(ascii: "w"):
      return digits.union(ByteSet(UInt8(ascii: "a")...UInt8(ascii: "z")))
        .union(ByteSet(UInt8(ascii: "A")...UInt8(ascii: "Z"))).union(ByteSet("_".utf8))
    default: return ByteSet([byte])
    }
  }

  private func moved(_ steps: [Step], by distance: Int) -> [Step] {
    steps.map { step in
      guard case .either(let first, let second) = step else { return step }
      return .either(first + distance, second + distance)
    }
  }

  private var peek: UInt8? { place < pattern.count ? pattern[place] : nil }

  private mutating func next() -> UInt8? {
    guard let byte = peek else { return nil }
    place += 1
    return byte
  }

  private mutating func take(_ byte: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: byte) else { return false }
    place += 1
    return true
  }

  private func error(_ problem: String) -> PatternError {
    PatternError(description: "the regular expression \(problem)")
  }
}
