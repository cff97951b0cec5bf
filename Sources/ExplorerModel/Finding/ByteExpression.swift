/// A regular expression over bytes, matched by following all ways at once: whatever the pattern and
/// the text, a byte of the text costs at most one step for each byte of the pattern. (The standard
/// library's `Regex` tries ways one after the other, which a hostile key can make endless.)
///
/// Knows `.` `[…]` `[^…]` `*` `+` `?` `|` `(…)` `^` `$`, `\d` `\w` `\s`, and `\` before a byte that is
/// meant itself.
struct ByteExpression: Hashable, Sendable {
  enum Step: Hashable, Sendable {
    case bytes(ByteSet)
    case either(Int, Int)
    case start, end
    case match
  }

  /// The first step is where matching begins.
  private var steps: [Step] = []

  init(_ pattern: String) throws(PatternError) {
    var parser = ByteExpressionParser(Array(pattern.utf8))
    steps = try parser.parse()
  }

  var isEmpty: Bool { steps.count == 1 }

  func matches(_ text: Span<UInt8>, ignoringCase: Bool) -> Bool {
    var current: [Int] = []
    var seen = [Int](repeating: -1, count: steps.count)
    for place in 0...text.count {
      // A match may begin anywhere.
      if add(0, at: place, of: text.count, &current, &seen) { return true }
      guard place < text.count else { return false }
      let byte = text[place]
      let other = ignoringCase && byte &- 0x41 < 26 ? byte | 0x20 : byte
      var next: [Int] = []
      for index in current {
        guard case .bytes(let set) = steps[index], set.contains(byte) || set.contains(other)
        else { continue }
        if add(index + 1, at: place + 1, of: text.count, &next, &seen) { return true }
      }
      current = next
    }
    return false
  }

  /// Adds a step and what follows it without a byte.
  ///
  /// - Returns: true when that is the end of a match.
  private func add(
    _ step: Int, at place: Int, of count: Int, _ list: inout [Int], _ seen: inout [Int]
  ) -> Bool {
    var pending = [step]
    while let index = pending.popLast() {
      guard seen[index] != place else { continue }
      seen[index] = place
      switch steps[index] {
      case .match: return true
      case .bytes: list.append(index)
      case .either(let first, let second): pending += [second, first]
      case .start: if place == 0 { pending.append(index + 1) }
      case .end: if place == count { pending.append(index + 1) }
      }
    }
    return false
  }
}
