import EtcdModel

/// Sixteen bytes a line: offset, two groups of eight, and the printable ones as ASCII.
enum HexFormat {
  static let bytesPerLine = 16

  static func render(_ bytes: [UInt8], limit: Int) -> Rendering {
    Rendering(lines: lines(bytes, 0..<limit), shownSize: limit)
  }

  static func lines(_ bytes: [UInt8], _ range: Range<Int>) -> [ValueLine] {
    stride(from: range.lowerBound, to: range.upperBound, by: bytesPerLine)
      .map { line(bytes, $0..<min($0 + bytesPerLine, range.upperBound)) }
  }

  private static func line(_ bytes: [UInt8], _ range: Range<Int>) -> ValueLine {
    let offset = Hexadecimal.offset(range.lowerBound, of: bytes.count)
    var spans = [ValueSpan(offset + "  ", .hexOffset)]
    for column in 0..<bytesPerLine {
      let index = range.lowerBound + column
      let gap = column == bytesPerLine / 2 - 1 ? "  " : " "
      if index < range.upperBound {
        append(Hexadecimal.digits(bytes[index]) + gap, role(bytes[index]), to: &spans)
      } else {
        append("  " + gap, .plain, to: &spans)
      }
    }
    append(" ", .plain, to: &spans)
    for byte in bytes[range] {
      let isPrintable = role(byte) == .hexPrintable
      append(isPrintable ? String(UnicodeScalar(byte)) : ".", role(byte), to: &spans)
    }
    return ValueLine(spans)
  }

  private static func role(_ byte: UInt8) -> ValueRole {
    (0x20...0x7E).contains(byte) ? .hexPrintable : .hexOther
  }

  private static func append(_ text: String, _ role: ValueRole, to spans: inout [ValueSpan]) {
    if let last = spans.indices.last, spans[last].role == role {
      spans[last].text += text
    } else {
      spans.append(ValueSpan(text, role))
    }
  }
}
