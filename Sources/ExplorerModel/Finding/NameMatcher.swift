/// Compares names that stand after one prefix with a pattern: what the prefix has of a match is
/// found once.
struct NameMatcher {
  private enum Kind {
    /// The prefix decides.
    case always
    /// With the lengths of the needle's beginnings that the prefix ends with.
    case substring([UInt8], begun: [Int])
    /// The letters that the prefix has not.
    case fuzzy([UInt8])
    case expression(ByteExpression.Run)
  }

  private var kind: Kind
  private let isInverted: Bool
  private let ignoresCase: Bool

  init(_ pattern: NamePattern, after prefix: [UInt8]) {
    isInverted = pattern.isInverted
    ignoresCase = pattern.ignoresCase
    switch pattern.kind {
    case .substring(let needle):
      kind = .always
      guard !needle.isEmpty,
        !Self.contains(needle.span, prefix.span, from: 0, to: prefix.count, ignoresCase)
      else { break }
      let folded = prefix.suffix(needle.count - 1).map { Self.fold($0, pattern.ignoresCase) }
      kind = .substring(
        needle,
        begun: (1..<max(1, needle.count)).filter {
          $0 <= folded.count && folded.suffix($0).elementsEqual(needle[..<$0])
        })
    case .fuzzy(let letters):
      let found = Self.found(letters.span, prefix.span, from: 0, to: prefix.count, ignoresCase)
      kind = found == letters.count ? .always : .fuzzy(Array(letters[found...]))
    case .expression(let expression):
      kind = .expression(.init(expression, after: prefix, ignoringCase: ignoresCase))
    }
  }

  /// One for each name, as far as it came before it was cancelled.
  mutating func matches(in names: NameBatch, _ isCancelled: () -> Bool = { false }) -> [Bool] {
    let ignoresCase = ignoresCase
    switch kind {
    case .always: return [Bool](repeating: !isInverted, count: names.count)
    case .substring(let needle, let begun):
      return each(names, isCancelled) { bytes, start, end in
        Self.contains(needle.span, bytes, from: start, to: end, ignoresCase)
          || begun.contains { begun in
            Self.begins(needle.span, from: begun, bytes, from: start, to: end, ignoresCase)
          }
      }
    case .fuzzy(let letters):
      return each(names, isCancelled) { bytes, start, end in
        Self.found(letters.span, bytes, from: start, to: end, ignoresCase) == letters.count
      }
    case .expression(var run):
      // Taken out while it changes, so that its lists are not copied.
      kind = .always
      defer { kind = .expression(run) }
      return each(names, isCancelled) { run.matches($0, from: $1, to: $2) }
    }
  }

  mutating func matches(_ name: [UInt8]) -> Bool {
    var names = NameBatch(prefix: [])
    names.append(name[...], lengths: [name.count])
    return matches(in: names) == [true]
  }

  private static let namesBetweenLooks = 256

  @inline(__always)
  private func each(
    _ names: NameBatch, _ isCancelled: () -> Bool, isFound: (Span<UInt8>, Int, Int) -> Bool
  ) -> [Bool] {
    var matches: [Bool] = []
    matches.reserveCapacity(names.count)
    let bytes = names.bytes.span
    var start = 0
    for end in names.ends {
      if matches.count % Self.namesBetweenLooks == 0, isCancelled() { break }
      matches.append(isFound(bytes, start, end) != isInverted)
      start = end
    }
    return matches
  }

  /// The needle's end from `place` on stands at the start.
  private static func begins(
    _ needle: Span<UInt8>, from place: Int, _ bytes: Span<UInt8>, from start: Int, to end: Int,
    _ ignoresCase: Bool
  ) -> Bool {
    guard needle.count - place <= end - start else { return false }
    for offset in place..<needle.count
    where fold(bytes[start + offset - place], ignoresCase) != needle[offset] {
      return false
    }
    return true
  }

  private static func contains(
    _ needle: Span<UInt8>, _ bytes: Span<UInt8>, from start: Int, to end: Int, _ ignoresCase: Bool
  ) -> Bool {
    let first = needle[0]
    let capital = ignoresCase && first &- 0x61 < 26 ? first & ~0x20 : first
    let last = end - needle.count
    var place = start
    while place <= last {
      let byte = bytes[place]
      if byte == first || byte == capital {
        var offset = 1
        while offset < needle.count, fold(bytes[place + offset], ignoresCase) == needle[offset] {
          offset += 1
        }
        if offset == needle.count { return true }
      }
      place += 1
    }
    return false
  }

  /// How many of the letters stand there in their order.
  private static func found(
    _ letters: Span<UInt8>, _ bytes: Span<UInt8>, from start: Int, to end: Int,
    _ ignoresCase: Bool
  ) -> Int {
    var next = 0
    var place = start
    while place < end, next < letters.count {
      if fold(bytes[place], ignoresCase) == letters[next] { next += 1 }
      place += 1
    }
    return next
  }

  @inline(__always)
  static func fold(_ byte: UInt8, _ ignoresCase: Bool) -> UInt8 {
    ignoresCase && byte &- 0x41 < 26 ? byte | 0x20 : byte
  }
}
