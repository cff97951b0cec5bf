import EtcdModel

/// TOML as it is, its parts told apart.
enum TOMLFormat {
  /// Every line is TOML, and one is an assignment or two are tables.
  static func isDocument(_ bytes: [UInt8]) -> Bool {
    var highlighter = TOMLHighlighter(bytes)
    var marks = 0
    for range in TextFormat.lineRanges(bytes, bytes.indices) {
      let line = highlighter.line(range)
      guard line.isValid else { return false }
      if line.isAssignment { marks += 2 } else if line.isTable { marks += 1 }
    }
    return marks >= 2 && !highlighter.isOpen
  }

  static func render(_ bytes: [UInt8], limit: Int) -> Rendering {
    var rendering = TextFormat.render(bytes, limit: limit)
    var highlighter = TOMLHighlighter(bytes)
    rendering.lines = TextFormat.lineRanges(bytes, 0..<rendering.shownSize).map { range in
      TextFormat.line(bytes, highlighter.line(range).pieces)
    }
    return rendering
  }
}
