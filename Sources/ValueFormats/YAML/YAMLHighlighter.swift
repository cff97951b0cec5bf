import EtcdModel

/// Tells the parts of YAML lines apart, without parsing documents: what it does not know it calls
/// a string, and nothing is changed.
struct YAMLHighlighter {
  struct Piece: Equatable {
    var range: Range<Int>
    var role: ValueRole
  }

  struct Line: Equatable {
    var pieces: [Piece]
    /// A key, an item or a document mark begins it, or it is blank, a comment or block text: no line
    /// of another kind of text.
    var isStructured: Bool
  }

  private let bytes: [UInt8]
  /// The indentation of the line that opened a block scalar: deeper lines are its text.
  private var block: Int?

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func line(_ range: Range<Int>) -> Line {
    let start = skipSpaces(range.lowerBound, range.upperBound)
    guard start < range.upperBound else { return Line(pieces: [], isStructured: true) }
    let indentation = start - range.lowerBound
    if let block, indentation > block {
      return Line(pieces: [Piece(range: range, role: .string)], isStructured: true)
    }
    block = nil
    if bytes[start] == UInt8(ascii: "#") {
      return Line(pieces: [Piece(range: range, role: .comment)], isStructured: true)
    }
    if indentation == 0, bytes[range].elementsEqual("---".utf8) {
      return Line(pieces: [Piece(range: range, role: .punctuation)], isStructured: true)
    }
    return structure(range, from: start, indentation: indentation)
  }

  private mutating func structure(
    _ range: Range<Int>, from start: Int, indentation: Int
  ) -> Line {
    var pieces: [Piece] = []
    var index = start
    var taken = range.lowerBound
    func take(to end: Int, _ role: ValueRole) {
      if end > taken { pieces.append(Piece(range: taken..<end, role: role)) }
      taken = end
    }
    while isMark(UInt8(ascii: "-"), at: index, range.upperBound) {
      index = skipSpaces(index + 1, range.upperBound)
      take(to: index, .punctuation)
    }
    var isStructured = index > start
    if let colon = colon(afterKeyAt: index, range.upperBound) {
      take(to: index, .plain)
      take(to: colon, .key)
      index = skipSpaces(colon + 1, range.upperBound)
      take(to: index, .punctuation)
      isStructured = true
    }
    take(to: index, .plain)
    let comment = commentStart(from: index, range.upperBound)
    let valueEnd = trimSpaces(index, comment)
    if isBlockMark(index..<valueEnd) {
      block = indentation
      take(to: valueEnd, .punctuation)
    } else {
      take(to: valueEnd, YAMLScalar.role(bytes[index..<valueEnd]))
    }
    take(to: range.upperBound, .comment)
    return Line(pieces: pieces, isStructured: isStructured)
  }

  private func skipSpaces(_ index: Int, _ end: Int) -> Int {
    var index = index
    while index < end, bytes[index] == UInt8(ascii: " ") { index += 1 }
    return index
  }

  private func trimSpaces(_ start: Int, _ end: Int) -> Int {
    var end = end
    while end > start, bytes[end - 1] == UInt8(ascii: " ") { end -= 1 }
    return end
  }

  /// The character stands there, before a space or the end.
  private func isMark(_ character: UInt8, at index: Int, _ end: Int) -> Bool {
    index < end && bytes[index] == character
      && (index + 1 == end || bytes[index + 1] == UInt8(ascii: " "))
  }

  /// The colon that ends a key, plain or quoted.
  private func colon(afterKeyAt start: Int, _ end: Int) -> Int? {
    guard start < end else { return nil }
    var index = start
    if let quoted = quotedEnd(start, end) {
      index = skipSpaces(quoted, end)
      return isMark(UInt8(ascii: ":"), at: index, end) ? index : nil
    }
    guard !"{[&*!|>@`%,]}\"'#".utf8.contains(bytes[start]) else { return nil }
    while index < end {
      if isMark(UInt8(ascii: ":"), at: index, end) { return index > start ? index : nil }
      if bytes[index] == UInt8(ascii: "#"), bytes[index - 1] == UInt8(ascii: " ") { return nil }
      index += 1
    }
    return nil
  }

  /// The index behind the closing quote; nil without quotes.
  private func quotedEnd(_ start: Int, _ end: Int) -> Int? {
    guard start < end else { return nil }
    let quote = bytes[start]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
    var index = start + 1
    while index < end {
      if bytes[index] == quote { return index + 1 }
      index += quote == UInt8(ascii: "\"") && bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }

  private func commentStart(from start: Int, _ end: Int) -> Int {
    var index = quotedEnd(start, end) ?? start
    while index < end {
      if bytes[index] == UInt8(ascii: "#"), index == start || bytes[index - 1] == UInt8(ascii: " ")
      {
        return index
      }
      index += 1
    }
    return end
  }

  /// `|` or `>` with its indicators opens a block scalar.
  private func isBlockMark(_ range: Range<Int>) -> Bool {
    guard let first = bytes[range].first else { return false }
    return "|>".utf8.contains(first)
      && bytes[range].dropFirst().allSatisfy { "+-123456789".utf8.contains($0) }
  }
}

enum YAMLScalar {
  static func role(_ scalar: ArraySlice<UInt8>) -> ValueRole {
    guard let first = scalar.first, scalar.count < 64 else { return .string }
    switch String(decoding: scalar, as: UTF8.self) {
    case "true", "false", "True", "False", "TRUE", "FALSE": return .bool
    case "null", "Null", "NULL", "~": return .null
    case "{}", "[]": return .punctuation
    default: break
    }
    let isNumeric = scalar.allSatisfy { "0123456789+-.eE_".utf8.contains($0) }
    let hasDigit = scalar.contains { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return isNumeric && hasDigit && "0123456789+-.".utf8.contains(first) && isFloat(scalar)
      ? .number : .string
  }

  private static func isFloat(_ scalar: ArraySlice<UInt8>) -> Bool {
    Double(String(decoding: scalar.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)) != nil
  }
}
