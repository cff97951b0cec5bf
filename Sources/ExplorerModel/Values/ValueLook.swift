/// How the value pane lays lines out; stays when another key is opened.
public struct ValueLook: Hashable, Sendable {
  /// Long lines go on in the next row instead of beyond the edge.
  public internal(set) var isWrapped = false
  public internal(set) var hasLineNumbers = true
}

/// A text that was looked for in the shown lines.
public struct ValueSearch: Hashable, Sendable {
  public let needle: String
  /// The lines that contain it, as indices.
  public private(set) var lines: [Int] = []
  /// The place in `lines` of the one that was gone to last.
  public private(set) var current = 0

  init(_ needle: String) {
    self.needle = needle
  }

  /// Small letters find capital ones too.
  private var ignoresCase: Bool { needle.lowercased() == needle }

  public func isMatch(_ text: String) -> Bool {
    (ignoresCase ? text.lowercased() : text).contains(needle)
  }

  /// Looks again, in other lines.
  mutating func look(in texts: some Sequence<String>) {
    lines = texts.enumerated().filter { isMatch($0.element) }.map(\.offset)
    current = min(current, max(0, lines.count - 1))
  }

  /// - Returns: the line to show: the first at or behind `line`.
  mutating func start(at line: Int) -> Int? {
    current = lines.firstIndex { $0 >= line } ?? 0
    return lines.isEmpty ? nil : lines[current]
  }

  mutating func next(by distance: Int) -> Int? {
    guard !lines.isEmpty else { return nil }
    current = (current + distance + lines.count) % lines.count
    return lines[current]
  }
}
