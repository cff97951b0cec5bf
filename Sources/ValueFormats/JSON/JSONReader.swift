/// Reads a JSON document token by token, as bytes: no number is computed, no key looked up, nothing
/// reordered.
struct JSONReader {
  enum Kind: Equatable {
    case beginObject, endObject, beginArray, endArray
    case colon, comma
    case key, string, number, bool, null
  }

  struct Token: Equatable {
    var kind: Kind
    var range: Range<Int>
  }

  struct Fault: Error, Equatable {
    var offset: Int
    /// Such as "a comma or ] is missing".
    var problem: String
  }

  /// Containers within containers.
  static let depthLimit = 512

  private enum Expectation {
    case value, valueOrEnd, key, keyOrEnd, colon, commaOrEnd, nothing
  }

  private let bytes: [UInt8]
  private let end: Int
  /// Where the next token begins, or what is none.
  private(set) var position = 0
  private var expectation = Expectation.value
  /// For each open container whether it is an object.
  private var open: [Bool] = []

  /// - Parameter end: reading stops here as if nothing followed.
  init(_ bytes: [UInt8], end: Int) {
    self.bytes = bytes
    self.end = end
  }

  /// The next token; nil at the end of a whole document.
  mutating func next() throws(Fault) -> Token? {
    skipSpace()
    guard position < end else {
      if case .nothing = expectation { return nil }
      throw Fault(offset: position, problem: "it ends too early")
    }
    switch expectation {
    case .nothing: throw Fault(offset: position, problem: "something follows its end")
    case .value: return try value()
    case .valueOrEnd: return try bytes[position] == Self.closeArray ? close() : value()
    case .keyOrEnd: return try bytes[position] == Self.closeObject ? close() : key()
    case .key: return try key()
    case .colon:
      guard bytes[position] == UInt8(ascii: ":") else {
        throw Fault(offset: position, problem: "a colon is missing")
      }
      expectation = .value
      return token(.colon, length: 1)
    case .commaOrEnd: return try commaOrEnd()
    }
  }

  private static let closeArray = UInt8(ascii: "]")
  private static let closeObject = UInt8(ascii: "}")

  private mutating func skipSpace() {
    while position < end {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }

  private mutating func token(_ kind: Kind, length: Int) -> Token {
    position += length
    return Token(kind: kind, range: position - length..<position)
  }

  private mutating func value() throws(Fault) -> Token {
    switch bytes[position] {
    case UInt8(ascii: "{"):
      try push(isObject: true)
      expectation = .keyOrEnd
      return token(.beginObject, length: 1)
    case UInt8(ascii: "["):
      try push(isObject: false)
      expectation = .valueOrEnd
      return token(.beginArray, length: 1)
    case UInt8(ascii: "\""):
      let length = try stringLength()
      expectAfterValue()
      return token(.string, length: length)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      let length = try numberLength()
      expectAfterValue()
      return token(.number, length: length)
    default:
      let (kind, length) = try word()
      expectAfterValue()
      return token(kind, length: length)
    }
  }

  private mutating func key() throws(Fault) -> Token {
    guard bytes[position] == UInt8(ascii: "\"") else {
      throw Fault(offset: position, problem: "a key is missing")
    }
    let length = try stringLength()
    expectation = .colon
    return token(.key, length: length)
  }

  private mutating func commaOrEnd() throws(Fault) -> Token {
    let isObject = open.last == true
    if bytes[position] == UInt8(ascii: ",") {
      expectation = isObject ? .key : .value
      return token(.comma, length: 1)
    }
    guard bytes[position] == (isObject ? Self.closeObject : Self.closeArray) else {
      throw Fault(offset: position, problem: "a comma or \(isObject ? "}" : "]") is missing")
    }
    return close()
  }

  private mutating func close() -> Token {
    let isObject = open.removeLast()
    expectAfterValue()
    return token(isObject ? .endObject : .endArray, length: 1)
  }

  private mutating func push(isObject: Bool) throws(Fault) {
    guard open.count < Self.depthLimit else {
      throw Fault(offset: position, problem: "it is nested too deep")
    }
    open.append(isObject)
  }

  private mutating func expectAfterValue() {
    expectation = open.isEmpty ? .nothing : .commaOrEnd
  }

  /// With both quotes.
  private func stringLength() throws(Fault) -> Int {
    var index = position + 1
    while index < end {
      switch bytes[index] {
      case UInt8(ascii: "\""): return index + 1 - position
      case UInt8(ascii: "\\"): index += 2
      case 0..<0x20: throw Fault(offset: index, problem: "a control byte stands in a string")
      default: index += 1
      }
    }
    throw Fault(offset: end, problem: "a string does not end")
  }

  private func numberLength() throws(Fault) -> Int {
    var index = position
    func digits() -> Bool {
      let start = index
      while index < end, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) {
        index += 1
      }
      return index > start
    }
    func skip(_ characters: [UInt8]) -> Bool {
      guard index < end, characters.contains(bytes[index]) else { return false }
      index += 1
      return true
    }
    _ = skip([UInt8(ascii: "-")])
    var isNumber = digits()
    if skip([UInt8(ascii: ".")]) { isNumber = digits() && isNumber }
    if skip([UInt8(ascii: "e"), UInt8(ascii: "E")]) {
      _ = skip([UInt8(ascii: "+"), UInt8(ascii: "-")])
      isNumber = digits() && isNumber
    }
    guard isNumber else { throw Fault(offset: position, problem: "a number is not finished") }
    return index - position
  }

  private func word() throws(Fault) -> (Kind, Int) {
    for (word, kind) in Self.words where bytes[position..<end].starts(with: word) {
      return (kind, word.count)
    }
    throw Fault(offset: position, problem: "a value is missing")
  }

  private static let words: [([UInt8], Kind)] = [
    (Array("true".utf8), .bool), (Array("false".utf8), .bool), (Array("null".utf8), .null),
  ]
}
