/// Turns foreign bytes into text that is safe to draw and shows everything that is in them.
///
/// Printable scalars stay. All else becomes an escape that can be read back: `\n`, `\t`, `\r`, `\0`,
/// `\e`-like controls and bytes that are not UTF-8 as `\xNN`, scalars from U+0080 up that are
/// invisible or steer the terminal (C1, bidi controls, joiners, no-break and other odd spaces,
/// unassigned and private code points) as `\u{N}`. A mark with nothing to sit on, or the fifth on
/// one base, is escaped too.
public struct Sanitiser: Sendable {
  public enum Backslash: Sendable {
    /// `\` becomes `\\`, so that two different inputs never look alike. For keys and names.
    case doubled
    /// `\` stays. For text in which escapes are told apart by their style, such as values.
    case verbatim
  }

  public enum Tab: Sendable {
    case escaped
    /// Spaces up to the next multiple of this many columns.
    case spaces(Int)
  }

  /// A run of sanitised text.
  public struct Span: Hashable, Sendable {
    public var text: String
    /// Whether the run stands for bytes that cannot be shown, so that it can be drawn differently.
    public var isEscape: Bool

    public init(text: String, isEscape: Bool) {
      self.text = text
      self.isEscape = isEscape
    }
  }

  public var backslash: Backslash
  public var tab: Tab
  public var width: ScalarWidth

  public init(
    backslash: Backslash = .doubled, tab: Tab = .escaped, width: ScalarWidth = .approximate
  ) {
    self.backslash = backslash
    self.tab = tab
    self.width = width
  }

  /// Printable ASCII without a backslash: it is shown as it is whatever the settings.
  public static func isPlain(_ bytes: [UInt8]) -> Bool {
    bytes.allSatisfy { $0 &- 0x20 < 0x5F && $0 != 0x5C }
  }

  /// All of `bytes` on one line; a line feed is shown as `\n`.
  public func text(_ bytes: [UInt8]) -> String {
    if Self.isPlain(bytes) { return String(decoding: bytes, as: UTF8.self) }
    var line = PlainLine()
    sanitise(bytes, into: &line)
    return String(line.scalars)
  }

  public func text(_ string: some StringProtocol) -> String { text(Array(string.utf8)) }

  /// A sentence of our own that may hold foreign text: where only ASCII can be shown, its arrows and
  /// the like have a look that is close, while everything else is escaped.
  public func sentence(_ string: String) -> String {
    guard width.isASCII else { return text(string) }
    var plain = String.UnicodeScalarView()
    for scalar in string.unicodeScalars {
      plain.append(scalar.value > 0x7E && scalar.plain != "?" ? scalar.plain : scalar)
    }
    return text(String(plain))
  }

  /// One line, cut into runs of shown and escaped text.
  public func spans(_ bytes: [UInt8]) -> [Span] {
    var line = SpannedLine()
    sanitise(bytes, into: &line)
    return line.finished()
  }

  /// Splits at line feeds, which are not shown. A carriage return is, as `\r`. What follows the
  /// last line feed is a line only when it is not empty.
  public func lines(_ bytes: [UInt8]) -> [String] {
    splitLines(bytes).map { text($0) }
  }

  public func spannedLines(_ bytes: [UInt8]) -> [[Span]] {
    splitLines(bytes).map { spans($0) }
  }

  private func splitLines(_ bytes: [UInt8]) -> [[UInt8]] {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map(Array.init)
  }

  private func sanitise(_ bytes: [UInt8], into line: inout some SanitisedLine) {
    var column = 0
    var marks: Int?
    func escape(_ text: String, _ line: inout some SanitisedLine) {
      line.append(escape: text)
      column += text.unicodeScalars.count
      marks = nil
    }
    UTF8Scan.forEach(bytes) { element in
      switch element {
      case .invalid(let byte): escape("\\x" + hex(byte), &line)
      case .scalar("\\") where backslash == .doubled: escape("\\\\", &line)
      case .scalar("\t"):
        switch tab {
        case .spaces(let stop) where stop > 0:
          repeat {
            line.append(" ")
            column += 1
          } while column % stop != 0
          marks = nil
        default: escape("\\t", &line)
        }
      case .scalar(let scalar):
        switch width.columns(of: scalar) {
        case nil: escape(Self.escape(scalar), &line)
        case 0:
          if let count = marks, count < Cell.maximumMarks {
            line.append(scalar)
            marks = count + 1
          } else {
            escape(Self.escape(scalar), &line)
          }
        case let columns?:
          line.append(scalar)
          column += columns
          marks = 0
        }
      }
    }
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\0": "\\0"
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    case _ where scalar.value < 0x80: "\\x" + hex(UInt8(scalar.value))
    default: "\\u{" + String(scalar.value, radix: 16) + "}"
    }
  }
}

private func hex(_ byte: UInt8) -> String {
  (byte < 16 ? "0" : "") + String(byte, radix: 16)
}

/// Where sanitised text goes.
private protocol SanitisedLine {
  mutating func append(_ scalar: Unicode.Scalar)
  mutating func append(escape: String)
}

private struct PlainLine: SanitisedLine {
  var scalars = String.UnicodeScalarView()
  mutating func append(_ scalar: Unicode.Scalar) { scalars.append(scalar) }
  mutating func append(escape: String) { scalars.append(contentsOf: escape.unicodeScalars) }
}

private struct SpannedLine: SanitisedLine {
  private var spans: [Sanitiser.Span] = []
  private var run = String.UnicodeScalarView()
  private var runIsEscape = false

  mutating func append(_ scalar: Unicode.Scalar) {
    turn(toEscape: false)
    run.append(scalar)
  }

  mutating func append(escape: String) {
    turn(toEscape: true)
    run.append(contentsOf: escape.unicodeScalars)
  }

  mutating func finished() -> [Sanitiser.Span] {
    turn(toEscape: !runIsEscape)
    return spans
  }

  private mutating func turn(toEscape: Bool) {
    guard toEscape != runIsEscape else { return }
    if !run.isEmpty { spans.append(.init(text: String(run), isEscape: runIsEscape)) }
    run = .init()
    runIsEscape = toEscape
  }
}
