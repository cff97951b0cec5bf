import EtcdModel

/// YAML as it is, its parts told apart.
enum YAMLFormat {
  /// Every line looks like YAML, and two have a key, an item or a mark.
  static func isDocument(_ bytes: [UInt8]) -> Bool {
    guard TextFormat.isText(bytes) else { return false }
    var highlighter = YAMLHighlighter(bytes)
    var marks = 0
    for range in TextFormat.lineRanges(bytes, bytes.indices) {
      let line = highlighter.line(range)
      guard line.isStructured else { return false }
      if line.pieces.contains(where: { $0.role == .key || $0.role == .punctuation }) { marks += 1 }
    }
    return marks >= 2
  }

  /// A manifest whose line `kind` says `Secret`.
  static func isSecret(_ bytes: [UInt8]) -> Bool {
    func bare(_ text: ArraySlice<UInt8>) -> [UInt8] { text.filter { !#" "'"#.utf8.contains($0) } }
    return TextFormat.lineRanges(bytes, bytes.indices).contains { range in
      let line = bytes[range]
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")),
        line.first != UInt8(ascii: " "), bare(line[..<colon]).elementsEqual("kind".utf8)
      else { return false }
      // A comment may follow, and a tag or an anchor go before.
      let words = line[(colon + 1)...].split(separator: UInt8(ascii: " "))
      return words.prefix { $0.first != UInt8(ascii: "#") }
        .contains { bare($0).elementsEqual("Secret".utf8) }
    }
  }

  static func render(_ bytes: [UInt8], limit: Int) -> Rendering {
    var rendering = TextFormat.render(bytes, limit: limit)
    var highlighter = YAMLHighlighter(bytes)
    rendering.lines = TextFormat.lineRanges(bytes, 0..<rendering.shownSize).map { range in
      TextFormat.line(bytes, highlighter.line(range).pieces.map { ($0.range, $0.role) })
    }
    return rendering
  }
}
