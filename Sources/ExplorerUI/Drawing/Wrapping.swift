import TerminalModel

extension ScalarWidth {
  /// Breaks a text between words into lines of at most `columns` columns; a word that is longer
  /// than a line is broken within.
  func wrap(_ text: String, columns: Int) -> [String] {
    guard columns > 0 else { return [] }
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      var word = String(word)
      let needed = line.isEmpty ? 0 : self.columns(of: line) + 1
      if needed + self.columns(of: word) <= columns {
        line += (line.isEmpty ? "" : " ") + word
        continue
      }
      if !line.isEmpty { lines.append(line) }
      while self.columns(of: word) > columns {
        let head = prefix(of: word, columns: columns)
        guard !head.isEmpty else { return lines }
        lines.append(head)
        word = String(word.unicodeScalars.dropFirst(head.unicodeScalars.count))
      }
      line = word
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }
}
