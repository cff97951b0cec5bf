/// What a user looks for in keys: `text` anywhere, `!text` nowhere, `~text` its letters in their
/// order, `r:` a regular expression. Works on bytes, and without a capital letter ignores case.
public struct NamePattern: Hashable, Sendable {
  private enum Kind: Hashable, Sendable {
    case substring([UInt8])
    case fuzzy([UInt8])
    case expression(ByteExpression)
  }

  public let text: String
  private let kind: Kind
  private let isInverted: Bool
  private let ignoresCase: Bool

  /// - Throws: a sentence about a regular expression that is none.
  public init(_ text: String) throws(PatternError) {
    self.text = text
    isInverted = text.hasPrefix("!")
    let rest = isInverted ? String(text.dropFirst()) : text
    ignoresCase = !rest.contains(where: \.isUppercase)
    if rest.hasPrefix("~") {
      kind = .fuzzy(Array(rest.dropFirst().utf8))
    } else if rest.hasPrefix("r:") {
      kind = .expression(try ByteExpression(String(rest.dropFirst(2))))
    } else {
      kind = .substring(Array(rest.utf8))
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
  public func matches(_ bytes: Span<UInt8>) -> Bool {
    let found =
      switch kind {
      case .substring(let needle): contains(needle, bytes)
      case .fuzzy(let letters): containsInOrder(letters, bytes)
      case .expression(let expression): expression.matches(bytes, ignoringCase: ignoresCase)
      }
    return found != isInverted
  }

  public func matches(_ bytes: [UInt8]) -> Bool { matches(bytes.span) }

  private func contains(_ needle: [UInt8], _ bytes: Span<UInt8>) -> Bool {
    guard let first = needle.first else { return true }
    guard needle.count <= bytes.count else { return false }
    let needle = needle.span
    search: for start in 0...(bytes.count - needle.count) where fold(bytes[start]) == first {
      for offset in 1..<max(1, needle.count) where fold(bytes[start + offset]) != needle[offset] {
        continue search
      }
      return true
    }
    return false
  }

  private func containsInOrder(_ letters: [UInt8], _ bytes: Span<UInt8>) -> Bool {
    let letters = letters.span
    var next = 0
    for index in bytes.indices where next < letters.count && fold(bytes[index]) == letters[next] {
      next += 1
    }
    return next == letters.count
  }

  @inline(__always)
  private func fold(_ byte: UInt8) -> UInt8 {
    ignoresCase && byte &- 0x41 < 26 ? byte | 0x20 : byte
  }
}

/// Why a pattern can't be used, as a sentence.
public struct PatternError: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String
}
