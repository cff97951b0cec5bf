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
  fileprivate var steps: [Step] = []

  init(_ pattern: String) throws(PatternError) {
    var parser = ByteExpressionParser(Array(pattern.utf8))
    steps = try parser.parse()
  }

  var isEmpty: Bool { steps.count == 1 }
}

extension ByteExpression {
  /// Matches texts that begin with the same prefix, which is gone through once.
  struct Run {
    private let steps: [Step]
    private let ignoresCase: Bool
    /// Where the ways are after the prefix; `end` waits there for the end of the text.
    private var afterPrefix: [Int] = []
    private var hasMatched = false
    /// The prefix is empty: a name is all of the text.
    private let isAtStart: Bool

    private var current: [Int] = []
    private var next: [Int] = []
    private var pending: [Int] = []
    /// The place where a step was last added, as a number that only grows.
    private var seen: [Int]
    private var place = 0

    init(_ expression: ByteExpression, after prefix: [UInt8], ignoringCase: Bool) {
      steps = expression.steps
      ignoresCase = ignoringCase
      seen = [Int](repeating: -1, count: steps.count)
      isAtStart = prefix.isEmpty
      hasMatched = run(prefix.span, from: 0, to: prefix.count, isFirst: true)
      afterPrefix = current
    }

    mutating func matches(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Bool {
      if hasMatched { return true }
      current.removeAll(keepingCapacity: true)
      current += afterPrefix
      if run(bytes, from: start, to: end, isFirst: isAtStart) { return true }
      return endsInMatch()
    }

    /// - Returns: true when a match ended, wherever the text ends.
    private mutating func run(
      _ bytes: Span<UInt8>, from start: Int, to end: Int, isFirst: Bool
    ) -> Bool {
      if isFirst {
        place += 1
        next.removeAll(keepingCapacity: true)
        if add(0, isAtStart: true) { return true }
        swap(&current, &next)
      }
      for index in start..<end {
        let byte = bytes[index]
        let other = NameMatcher.fold(byte, ignoresCase)
        place += 1
        next.removeAll(keepingCapacity: true)
        for step in current {
          guard case .bytes(let set) = steps[step], set.contains(byte) || set.contains(other)
          else { continue }
          if add(step + 1) { return true }
        }
        // A match may begin anywhere.
        if add(0) { return true }
        swap(&current, &next)
      }
      return false
    }

    /// Adds a step, and what follows it without a byte, to the next ways.
    ///
    /// - Returns: true when that is the end of a match.
    private mutating func add(
      _ step: Int, isAtStart: Bool = false, isAtEnd: Bool = false
    ) -> Bool {
      pending.append(step)
      while let index = pending.popLast() {
        guard seen[index] != place else { continue }
        seen[index] = place
        switch steps[index] {
        case .match:
          pending.removeAll(keepingCapacity: true)
          return true
        case .bytes: next.append(index)
        case .either(let first, let second): pending += [second, first]
        case .start: if isAtStart { pending.append(index + 1) }
        case .end: if isAtEnd { pending.append(index + 1) } else { next.append(index) }
        }
      }
      return false
    }

    /// The text is over: what waited for that goes on, without another byte.
    private mutating func endsInMatch() -> Bool {
      place += 1
      next.removeAll(keepingCapacity: true)
      for step in current where steps[step] == .end {
        if add(step + 1, isAtEnd: true) { return true }
      }
      return false
    }
  }
}
