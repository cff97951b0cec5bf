import EtcdModel

/// Text as it is, line by line.
enum TextFormat {
  private static let tabStop = 8

  /// Valid UTF-8 without controls besides tab and the ends of lines (LF or CR LF).
  static func isText(_ bytes: [UInt8]) -> Bool {
    var index = 0
    while index < bytes.count {
      let length = UTF8Text.scalarLength(bytes, at: index, before: bytes.count)
      guard length > 0 else { return false }
      if UTF8Text.isControl(bytes[index]) {
        switch bytes[index] {
        case UInt8(ascii: "\t"), UInt8(ascii: "\n"): break
        case UInt8(ascii: "\r"):
          guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\n") else {
            return false
          }
        default: return false
        }
      }
      index += length
    }
    return true
  }

  static func render(_ bytes: [UInt8], limit: Int) -> Rendering {
    let end = scalarBoundary(bytes, atOrBefore: limit)
    return Rendering(
      lines: lines(bytes, 0..<end), shownSize: end,
      fault: isText(bytes) ? nil : "not all of it is text: other bytes are shown as \\xNN")
  }

  static func lines(_ bytes: [UInt8], _ range: Range<Int>) -> [ValueLine] {
    lineRanges(bytes, range).map { line(bytes, [($0, .plain)]) }
  }

  /// Where the lines lie, without their ends.
  static func lineRanges(_ bytes: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = range.lowerBound
    while start < range.upperBound {
      let end = bytes[start..<range.upperBound].firstIndex(of: UInt8(ascii: "\n"))
      var lineEnd = end ?? range.upperBound
      if end != nil, lineEnd > start, bytes[lineEnd - 1] == UInt8(ascii: "\r") { lineEnd -= 1 }
      lines.append(start..<lineEnd)
      start = end.map { $0 + 1 } ?? range.upperBound
    }
    return lines
  }

  /// One line from its parts, the tabs expanded.
  static func line(_ bytes: [UInt8], _ parts: [(range: Range<Int>, role: ValueRole)]) -> ValueLine {
    var spans: [ValueSpan] = []
    var column = 0
    for (range, role) in parts {
      var start = range.lowerBound
      while start < range.upperBound {
        let tab = bytes[start..<range.upperBound].firstIndex(of: UInt8(ascii: "\t"))
        let pieces = UTF8Text.spans(bytes, start..<(tab ?? range.upperBound), role: role)
        spans += pieces
        column += pieces.reduce(0) { $0 + $1.text.unicodeScalars.count }
        guard let tab else { break }
        let width = tabStop - column % tabStop
        column += width
        spans.append(ValueSpan(String(repeating: " ", count: width)))
        start = tab + 1
      }
    }
    return ValueLine(spans)
  }

  /// Moves a cut back so that it splits no scalar.
  static func scalarBoundary(_ bytes: [UInt8], atOrBefore cut: Int) -> Int {
    var boundary = cut
    while boundary > 0, boundary < bytes.count, cut - boundary < 3, bytes[boundary] & 0xC0 == 0x80 {
      boundary -= 1
    }
    return boundary
  }
}
