import TerminalModel

/// What a user looks for in keys: `text` anywhere, `!text` nowhere, `~text` its letters in their
/// order, `r:` a regular expression. Works on bytes, which are written as keys show them, and without
/// a capital letter ignores case.
public struct NamePattern: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case substring([UInt8])
    case fuzzy([UInt8])
    case expression(ByteExpression)
  }

  public let text: String
  let kind: Kind
  let isInverted: Bool
  let ignoresCase: Bool

  /// - Throws: a sentence about a regular expression that is none.
  public init(_ text: String) throws(PatternError) {
    self.text = text
    isInverted = text.hasPrefix("!")
    let rest = isInverted ? String(text.dropFirst()) : text
    ignoresCase = !rest.contains(where: \.isUppercase)
    if rest.hasPrefix("~") {
      kind = .fuzzy(EscapedText.bytes(String(rest.dropFirst())))
    } else if rest.hasPrefix("r:") {
      kind = .expression(try ByteExpression(String(rest.dropFirst(2))))
    } else {
      kind = .substring(EscapedText.bytes(rest))
    }
  }

  /// Nothing was typed yet that could be looked for.
  public var isEmpty: Bool {
    switch kind {
    case .substring(let bytes), .fuzzy(let bytes): bytes.isEmpty
    case .expression(let expression): expression.isEmpty
    }
  }

  /// Whether every match of this pattern is one of the other, which came before it.
  func refines(_ other: NamePattern) -> Bool {
    guard !isInverted, !other.isInverted, ignoresCase == other.ignoresCase || other.ignoresCase
    else { return false }
    switch (kind, other.kind) {
    case (.substring(let mine), .substring(let its)): return mine.starts(with: its)
    case (.fuzzy(let mine), .fuzzy(let its)): return mine.starts(with: its)
    default: return false
    }
  }

  /// Costs no more than the bytes times the length of the pattern.
  public func matches(_ bytes: [UInt8]) -> Bool {
    var matcher = matcher(after: [])
    return matcher.matches(bytes)
  }

  /// For many names after the same prefix.
  func matcher(after prefix: [UInt8]) -> NameMatcher { NameMatcher(self, after: prefix) }

  /// How well a matching path answers to fuzzy letters: those at the beginning of a word and those
  /// that follow each other count more, and a shorter path more than a longer one.
  func score(_ prefix: [UInt8], _ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
    let count = prefix.count + end - start
    guard case .fuzzy(let letters) = kind else { return -count }
    func byte(_ index: Int) -> UInt8 {
      index < prefix.count ? prefix[index] : bytes[start + index - prefix.count]
    }
    var score = 0
    // From the end, where a path says most.
    var next = letters.count - 1
    var last: Int?
    var index = count - 1
    while index >= 0, next >= 0 {
      if NameMatcher.fold(byte(index), ignoresCase) == letters[next] {
        let isWordStart = index == 0 || !Self.isWordByte(byte(index - 1))
        score += 1 + (isWordStart ? 8 : 0) + (last == index + 1 ? 5 : 0)
        last = index
        next -= 1
      }
      index -= 1
    }
    return score * 1000 - min(count, 999)
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
  }
}

/// Why a pattern can't be used, as a sentence.
public struct PatternError: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String
}
