extension ScalarWidth {
  /// The part of a text that gives way when it is too long.
  public enum Cut: Sendable {
    case start, middle, end
  }

  /// `text` in at most `columns` columns, with an ellipsis where something was cut.
  ///
  /// Text that fits is returned as it is. `ellipsis` should be one column wide per character; when
  /// not even that fits, as much of it as does is returned.
  public func truncate(
    _ text: String, to columns: Int, cutting cut: Cut = .end, ellipsis: String = "…"
  ) -> String {
    guard self.columns(of: text) > columns else { return text }
    let room = columns - self.columns(of: ellipsis)
    guard room > 0 else { return columns > 0 ? prefix(of: ellipsis, columns: columns) : "" }
    switch cut {
    case .end: return prefix(of: text, columns: room) + ellipsis
    case .start: return ellipsis + suffix(of: text, columns: room)
    case .middle:
      let head = prefix(of: text, columns: (room + 1) / 2)
      let tail = suffix(of: text, columns: room - self.columns(of: head))
      return head + ellipsis + tail
    }
  }

  /// The longest beginning that fits, marks included.
  public func prefix(of text: String, columns: Int) -> String {
    var room = columns
    var end = text.unicodeScalars.startIndex
    for index in text.unicodeScalars.indices {
      room -= self.columns(of: text.unicodeScalars[index]) ?? 1
      if room < 0 { break }
      end = text.unicodeScalars.index(after: index)
    }
    return String(text.unicodeScalars[..<end])
  }

  /// The longest end that fits and does not begin with a mark.
  public func suffix(of text: String, columns: Int) -> String {
    var room = columns
    var start = text.unicodeScalars.endIndex
    for index in text.unicodeScalars.indices.reversed() {
      let width = self.columns(of: text.unicodeScalars[index]) ?? 1
      room -= width
      if room < 0 { break }
      if width > 0 { start = index }
    }
    return String(text.unicodeScalars[start...])
  }
}
