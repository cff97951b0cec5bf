/// Reads JSON5 (json5.org): JSON with comments, unquoted keys, single quotes, trailing commas and
/// more ways to write a number. `Infinity` and `NaN` are refused: no setting takes them.
struct JSON5Parser {
  /// Deeper nesting is refused, lest a hostile file use up the stack.
  private static let deepest = 64

  private let scalars: [Unicode.Scalar]
  private let file: String
  private var index = 0
  private var line = 1

  init(_ text: String, file: String) {
    scalars = Array(text.unicodeScalars)
    self.file = file
  }

  mutating func document() throws(FileError) -> JSON5 {
    try skipBlanks()
    guard current != nil else { throw error("is empty") }
    let value = try value(depth: 0)
    try skipBlanks()
    guard current == nil else { throw error("has \(found) after its end") }
    return value
  }

  private mutating func value(depth: Int) throws(FileError) -> JSON5 {
    guard depth < Self.deepest else { throw error("nests deeper than \(Self.deepest) levels") }
    let start = line
    return JSON5(value: try content(depth: depth), line: start)
  }

  private mutating func content(depth: Int) throws(FileError) -> JSON5.Value {
    switch current {
    case "{": return .object(try object(depth: depth))
    case "[": return .array(try array(depth: depth))
    case "\"", "'": return .string(try string())
    case "+", "-", ".": return try number()
    case let scalar? where "0"..."9" ~= scalar: return try number()
    default: break
    }
    let start = index
    switch word() {
    case "null": return .null
    case "true": return .bool(true)
    case "false": return .bool(false)
    default:
      index = start
      throw error("a value is expected, not \(found)")
    }
  }

  private mutating func object(depth: Int) throws(FileError) -> [String: JSON5] {
    var members: [String: JSON5] = [:]
    index += 1
    try skipBlanks()
    while !take("}") {
      let name = try memberName()
      guard members[name] == nil else { throw error("\"\(name)\" is written twice") }
      try skipBlanks()
      guard take(":") else { throw error("a colon is expected after \"\(name)\", not \(found)") }
      try skipBlanks()
      members[name] = try value(depth: depth + 1)
      try separator(before: "}")
    }
    return members
  }

  private mutating func array(depth: Int) throws(FileError) -> [JSON5] {
    var elements: [JSON5] = []
    index += 1
    try skipBlanks()
    while !take("]") {
      elements.append(try value(depth: depth + 1))
      try separator(before: "]")
    }
    return elements
  }

  /// A comma, which may be left out before the end.
  private mutating func separator(before end: Unicode.Scalar) throws(FileError) {
    try skipBlanks()
    if take(",") {
      try skipBlanks()
    } else if current != end {
      throw error("a comma or \(end) is expected, not \(found)")
    }
  }

  private mutating func memberName() throws(FileError) -> String {
    if current == "\"" || current == "'" { return try string() }
    let name = word()
    guard !name.isEmpty else { throw error("a key or } is expected, not \(found)") }
    return name
  }

  /// An identifier; empty where there is none.
  private mutating func word() -> String {
    let start = index
    while let scalar = current,
      scalar == "$" || scalar == "_" || scalar.properties.isAlphabetic
        || index > start && scalar.properties.numericType == .decimal
    {
      index += 1
    }
    return text(from: start)
  }

  private mutating func number() throws(FileError) -> JSON5.Value {
    let start = index
    while let scalar = current,
      Character(scalar).isHexDigit || ["+", "-", ".", "x", "X"].contains(scalar)
    {
      index += 1
    }
    let written = text(from: start)
    let sign = written.hasPrefix("-") ? "-" : ""
    let isSigned = written.hasPrefix("-") || written.hasPrefix("+")
    let digits = isSigned ? written.dropFirst() : written[...]
    if digits.lowercased().hasPrefix("0x") {
      if let number = Int(sign + digits.dropFirst(2), radix: 16) { return .integer(number) }
    } else if let number = Int(sign + digits) {
      return .integer(number)
    } else if let number = Double(sign + digits), number.isFinite {
      return .number(number)
    }
    throw error("\(written) is no number")
  }

  private mutating func skipBlanks() throws(FileError) {
    while let scalar = current {
      if scalar == "/", peek == "/" {
        while let scalar = current, scalar != "\n" { index += 1 }
      } else if scalar == "/", peek == "*" {
        try skipComment()
      } else if scalar.properties.isWhitespace || scalar == "\u{FEFF}" {
        advance()
      } else {
        return
      }
    }
  }

  private mutating func skipComment() throws(FileError) {
    let start = line
    index += 2
    while current != "*" || peek != "/" {
      guard current != nil else {
        line = start
        throw error("the comment that begins here has no */")
      }
      advance()
    }
    index += 2
  }
}

extension JSON5Parser {
  private mutating func string() throws(FileError) -> String {
    let quote = current
    var text = String.UnicodeScalarView()
    index += 1
    while let scalar = current, scalar != quote {
      guard scalar != "\n" else { break }
      index += 1
      if scalar == "\\" {
        if let escaped = try escape() { text.append(escaped) }
      } else {
        text.append(scalar)
      }
    }
    guard let quote, take(quote) else { throw error("the text in quotes has no end") }
    return String(text)
  }

  /// What follows a backslash; nil for an escaped end of line, which is left out.
  private mutating func escape() throws(FileError) -> Unicode.Scalar? {
    guard let scalar = current else { return nil }
    if scalar == "\n" {
      advance()
      return nil
    }
    index += 1
    switch scalar {
    case "b": return "\u{08}"
    case "f": return "\u{0C}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "v": return "\u{0B}"
    case "0": return "\0"
    case "x": return Unicode.Scalar(try hexadecimal(digits: 2))
    case "u": return try unicodeEscape()
    default: return scalar
    }
  }

  /// Four digits, or two times four for what lies beyond 16 bits.
  private mutating func unicodeEscape() throws(FileError) -> Unicode.Scalar {
    let first = try hexadecimal(digits: 4)
    if let scalar = Unicode.Scalar(first) { return scalar }
    if UTF16.isLeadSurrogate(UInt16(first)), take("\\"), take("u") {
      let second = try hexadecimal(digits: 4)
      let units = [UInt16(first), UInt16(second)]
      if let scalar = String(validating: units, as: UTF16.self)?.unicodeScalars.first {
        return scalar
      }
    }
    throw error("the text has half a character, U+\(String(first, radix: 16, uppercase: true))")
  }

  private mutating func hexadecimal(digits: Int) throws(FileError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let scalar = current, let digit = Character(scalar).hexDigitValue else {
        throw error("\(digits) hexadecimal digits are expected, not \(found)")
      }
      value = value << 4 | UInt32(digit)
      index += 1
    }
    return value
  }

  private var current: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }
  private var peek: Unicode.Scalar? { index + 1 < scalars.count ? scalars[index + 1] : nil }

  private mutating func advance() {
    if current == "\n" { line += 1 }
    index += 1
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard current == scalar else { return false }
    index += 1
    return true
  }

  private func text(from start: Int) -> String {
    String(String.UnicodeScalarView(scalars[start..<index]))
  }

  private var found: String {
    switch current {
    case nil: "the end of the file"
    case "\n": "the end of the line"
    case let scalar?: "\"\(scalar)\""
    }
  }

  private func error(_ problem: String) -> FileError {
    FileError(file: file, line: line, problem: problem)
  }
}
