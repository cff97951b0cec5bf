/// How many columns a scalar takes on the screen.
///
/// Layout and terminal must agree, so the function is injected: the screen passes the C library's
/// `wcwidth`, which is what ncurses itself asks; tests use ``approximate``.
public struct ScalarWidth: Sendable {
  private let wcwidth: (@Sendable (Unicode.Scalar) -> Int)?

  /// `wcwidth` answers 0, 1 or 2, and a negative number for what has no place on a screen. It is
  /// not asked about ASCII, box drawing and Braille.
  public init(_ wcwidth: @escaping @Sendable (Unicode.Scalar) -> Int) {
    self.wcwidth = wcwidth
  }

  private init() { wcwidth = nil }

  /// For a terminal that is not known to show more: all beyond ASCII has no place on the screen.
  public static let ascii = ScalarWidth()

  var isASCII: Bool { wcwidth == nil }

  /// Columns of a scalar that may be drawn: 0 for a mark that joins the scalar before it, 1 or 2;
  /// nil for what must never reach a terminal (controls, bidi controls, joiners, variation
  /// selectors and other invisible characters, unassigned and private code points).
  public func columns(of scalar: Unicode.Scalar) -> Int? {
    switch scalar.value {
    case 0x20...0x7E: return 1
    case 0..<0xA0: return nil
    default: break
    }
    guard let wcwidth else { return nil }
    if 0x2500...0x259F ~= scalar.value || 0x2800...0x28FF ~= scalar.value { return 1 }
    if Self.isInvisible(scalar) { return nil }
    let columns = wcwidth(scalar)
    return (0...2).contains(columns) ? columns : nil
  }

  /// Not plainly printable by Unicode's properties.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    // Latin, Greek, Cyrillic, kana, ideographs, Hangul: nothing of the kind, no need to look it up.
    case 0xC0...0x24F, 0x370...0x4FF, 0x3041...0x30FF, 0x4E00...0x9FFF, 0xAC00...0xD7A3:
      return false
    default: break
    }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator, .spaceSeparator:
      return true
    default: return properties.isDefaultIgnorableCodePoint
    }
  }

  /// Columns that `text` takes when a ``Canvas`` draws it.
  public func columns(of text: String) -> Int {
    var columns = 0
    for scalar in text.unicodeScalars { columns += self.columns(of: scalar) ?? 1 }
    return columns
  }

  public func columns(of text: some StringProtocol) -> Int { columns(of: String(text)) }

  /// Good enough without a C library: marks are 0, the main East Asian and emoji blocks are 2.
  public static let approximate = ScalarWidth { scalar in
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
      0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
