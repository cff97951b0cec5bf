import EtcdModel

/// Foreign bytes as text: what is plain is kept, the rest escaped.
enum UTF8Text {
  /// Bytes of the UTF-8 scalar at `index`, 0 when there is none (RFC 3629: no overlong forms, no
  /// surrogates, nothing past U+10FFFF).
  static func scalarLength(_ bytes: [UInt8], at index: Int, before end: Int) -> Int {
    let first = bytes[index]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch first {
    case 0...0x7F: return 1
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF:
      length = 3
      if first == 0xE0 { second = 0xA0...0xBF }
      if first == 0xED { second = 0x80...0x9F }
    case 0xF0...0xF4:
      length = 4
      if first == 0xF0 { second = 0x90...0xBF }
      if first == 0xF4 { second = 0x80...0x8F }
    default: return 0
    }
    guard index + length <= end, second.contains(bytes[index + 1]) else { return 0 }
    for offset in 2..<max(length, 2) where bytes[index + offset] & 0xC0 != 0x80 { return 0 }
    return length
  }

  /// A longer span is split, so that of a line of a megabyte only what is seen need be drawn.
  private static let longestSpan = 1 << 10

  /// The bytes as spans of a role, with what is not UTF-8 and C0 controls escaped as `\xNN` in
  /// spans of their own.
  static func spans(_ bytes: [UInt8], _ range: Range<Int>, role: ValueRole) -> [ValueSpan] {
    var spans: [ValueSpan] = []
    var plainStart = range.lowerBound
    var index = range.lowerBound
    func takePlain(to end: Int) {
      guard plainStart < end else { return }
      spans.append(ValueSpan(String(decoding: bytes[plainStart..<end], as: UTF8.self), role))
    }
    while index < range.upperBound {
      let length = scalarLength(bytes, at: index, before: range.upperBound)
      if length == 0 || isControl(bytes[index]) {
        takePlain(to: index)
        appendEscape(of: bytes[index], to: &spans)
        index += 1
        plainStart = index
      } else {
        if index - plainStart >= longestSpan {
          takePlain(to: index)
          plainStart = index
        }
        index += length
      }
    }
    takePlain(to: range.upperBound)
    return spans
  }

  static func isControl(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x7F }

  /// Escapes that follow each other share a span.
  private static func appendEscape(of byte: UInt8, to spans: inout [ValueSpan]) {
    let escape = "\\x" + Hexadecimal.digits(byte)
    if let last = spans.indices.last, spans[last].role == .hexOther {
      spans[last].text += escape
    } else {
      spans.append(ValueSpan(escape, .hexOther))
    }
  }
}
