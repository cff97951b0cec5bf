import EtcdModel

/// Tells the parts of TOML lines apart (toml.io, 1.0), without building a document: nothing is
/// changed, and what it does not know is plain.
struct TOMLHighlighter {
  struct Line {
    var pieces: [(range: Range<Int>, role: ValueRole)] = []
    var isValid = true
    var isAssignment = false
    var isTable = false
  }

  private let bytes: [UInt8]
  /// The quote of a string of several lines that has not ended.
  private var quote: UInt8?
  /// Brackets that are open behind an equals sign.
  private var depth = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// A string or an array goes on behind the last line.
  var isOpen: Bool { quote != nil || depth > 0 }

  mutating func line(_ range: Range<Int>) -> Line {
    var line = Line()
    var index = range.lowerBound
    if !isOpen {
      let start = skipSpaces(index, range.upperBound)
      line.take(index..<start, .plain)
      index = start
      guard index < range.upperBound else { return line }
      if bytes[index] == UInt8(ascii: "#") {
        line.take(index..<range.upperBound, .comment)
        return line
      }
      if bytes[index] == UInt8(ascii: "[") { return table(index..<range.upperBound, line) }
      index = key(index..<range.upperBound, &line)
    }
    values(index..<range.upperBound, &line)
    return line
  }

  /// `[name]` or `[[name]]`, and nothing behind it but a comment.
  private func table(_ range: Range<Int>, _ before: Line) -> Line {
    var line = before
    let comment = bytes[range].firstIndex(of: UInt8(ascii: "#")) ?? range.upperBound
    let text = trimmed(range.lowerBound..<comment)
    let inner = bytes[text].filter { $0 != UInt8(ascii: "[") && $0 != UInt8(ascii: "]") }
    line.isTable = true
    line.isValid =
      bytes[text].last == UInt8(ascii: "]") && !inner.isEmpty
      && inner.allSatisfy { Self.isBare($0) || "\"' .".utf8.contains($0) }
    line.take(text, .key)
    line.take(text.upperBound..<range.upperBound, .comment)
    return line
  }

  /// A key, bare, quoted or dotted, and its equals sign.
  private func key(_ range: Range<Int>, _ line: inout Line) -> Int {
    var index = range.lowerBound
    while index < range.upperBound, bytes[index] != UInt8(ascii: "=") {
      if bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") {
        index = closing(bytes[index], from: index + 1, range.upperBound) ?? range.upperBound
        continue
      }
      if !Self.isBare(bytes[index]), !" \t.".utf8.contains(bytes[index]) { line.isValid = false }
      index += 1
    }
    guard index < range.upperBound, index > range.lowerBound else {
      line.isValid = false
      line.take(range, .plain)
      return range.upperBound
    }
    line.take(range.lowerBound..<index, .key)
    line.take(index..<index + 1, .punctuation)
    line.isAssignment = true
    let start = skipSpaces(index + 1, range.upperBound)
    if start == range.upperBound { line.isValid = false }
    return index + 1
  }

  private mutating func values(_ range: Range<Int>, _ line: inout Line) {
    var index = range.lowerBound
    if let open = quote { index = string(open, from: index, at: index, range.upperBound, &line) }
    while index < range.upperBound {
      switch bytes[index] {
      case UInt8(ascii: "#"):
        line.take(index..<range.upperBound, .comment)
        return
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        let mark = bytes[index]
        let isTriple =
          index + 2 < range.upperBound && bytes[index + 1] == mark && bytes[index + 2] == mark
        if isTriple {
          quote = mark
          index = string(mark, from: index, at: index + 3, range.upperBound, &line)
        } else {
          let end = closing(mark, from: index + 1, range.upperBound)
          if end == nil { line.isValid = false }
          line.take(index..<(end ?? range.upperBound), .string)
          index = end ?? range.upperBound
        }
      case UInt8(ascii: "["), UInt8(ascii: "{"): index = bracket(index, 1, &line)
      case UInt8(ascii: "]"), UInt8(ascii: "}"): index = bracket(index, -1, &line)
      case UInt8(ascii: ","), UInt8(ascii: "="):
        if depth == 0 { line.isValid = false }
        line.take(index..<index + 1, .punctuation)
        index += 1
      case UInt8(ascii: " "), UInt8(ascii: "\t"):
        let end = skipSpaces(index, range.upperBound)
        line.take(index..<end, .plain)
        index = end
      default: index = word(index..<range.upperBound, &line)
      }
    }
  }

  private mutating func bracket(_ index: Int, _ step: Int, _ line: inout Line) -> Int {
    depth = max(0, depth + step)
    line.take(index..<index + 1, .punctuation)
    return index + 1
  }

  /// The rest of a string of several lines, from where it began or goes on.
  private mutating func string(
    _ mark: UInt8, from start: Int, at search: Int, _ end: Int, _ line: inout Line
  ) -> Int {
    var index = search
    while index + 2 < end {
      if bytes[index] == mark, bytes[index + 1] == mark, bytes[index + 2] == mark {
        quote = nil
        line.take(start..<index + 3, .string)
        return index + 3
      }
      index += bytes[index] == UInt8(ascii: "\\") && mark == UInt8(ascii: "\"") ? 2 : 1
    }
    line.take(start..<end, .string)
    return end
  }

  /// A number, a date, true or false; in an inline table a key.
  private func word(_ range: Range<Int>, _ line: inout Line) -> Int {
    let end =
      bytes[range].firstIndex { ",]}=# \t\"'[{".utf8.contains($0) } ?? range.upperBound
    let word = bytes[range.lowerBound..<end]
    let text = String(decoding: word.prefix(64), as: UTF8.self)
    let isNumber = "0123456789+-".utf8.contains(word.first ?? 0) || text == "inf" || text == "nan"
    if text == "true" || text == "false" {
      line.take(range.lowerBound..<end, .bool)
    } else if isNumber {
      let allowed = word.allSatisfy { Self.isBare($0) || "+.:".utf8.contains($0) }
      if !allowed { line.isValid = false }
      line.take(range.lowerBound..<end, .number)
    } else {
      if depth == 0 { line.isValid = false }
      line.take(range.lowerBound..<max(end, range.lowerBound + 1), .key)
    }
    return max(end, range.lowerBound + 1)
  }

  /// Behind the closing quote; nil when it does not close on its line.
  private func closing(_ mark: UInt8, from start: Int, _ end: Int) -> Int? {
    var index = start
    while index < end {
      if bytes[index] == mark { return index + 1 }
      index += bytes[index] == UInt8(ascii: "\\") && mark == UInt8(ascii: "\"") ? 2 : 1
    }
    return nil
  }

  private func skipSpaces(_ index: Int, _ end: Int) -> Int {
    var index = index
    while index < end, bytes[index] == UInt8(ascii: " ") || bytes[index] == UInt8(ascii: "\t") {
      index += 1
    }
    return index
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var end = range.upperBound
    while end > range.lowerBound, " \t".utf8.contains(bytes[end - 1]) { end -= 1 }
    return range.lowerBound..<end
  }

  private static func isBare(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}

extension TOMLHighlighter.Line {
  mutating func take(_ range: Range<Int>, _ role: ValueRole) {
    if !range.isEmpty { pieces.append((range, role)) }
  }
}
