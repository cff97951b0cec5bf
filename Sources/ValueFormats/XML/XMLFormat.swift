import EtcdModel

/// XML as it is, its parts told apart.
enum XMLFormat {
  /// One element, closed, in which all others are.
  static func isDocument(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.first(where: { !" \t\r\n".utf8.contains($0) }),
      first == UInt8(ascii: "<")
    else { return false }
    var reader = XMLReader(bytes, end: bytes.count)
    while let piece = reader.next() {
      if piece.role == .plain, reader.isOutside, !isBlank(bytes[piece.range]) { return false }
    }
    return reader.isWhole
  }

  static func render(_ bytes: [UInt8], limit: Int) -> Rendering {
    var rendering = TextFormat.render(bytes, limit: limit)
    var reader = XMLReader(bytes, end: rendering.shownSize)
    var pending: XMLReader.Piece?
    rendering.lines = TextFormat.lineRanges(bytes, 0..<rendering.shownSize).map { line in
      var parts: [(range: Range<Int>, role: ValueRole)] = []
      while let piece = pending ?? reader.next() {
        let part = piece.range.clamped(to: line)
        if !part.isEmpty { parts.append((part, piece.role)) }
        pending = piece.range.upperBound > line.upperBound ? piece : nil
        if pending != nil { break }
      }
      return TextFormat.line(bytes, parts)
    }
    return rendering
  }

  private static func isBlank(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.allSatisfy { " \t\r\n".utf8.contains($0) }
  }
}
