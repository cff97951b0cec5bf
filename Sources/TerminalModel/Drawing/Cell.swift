/// One column of the screen: a base scalar with the marks on it, and a style.
///
/// Three words without padding, because the renderer compares whole rows of them each frame.
public struct Cell: Hashable, Sendable {
  /// Marks beyond this many are not kept.
  public static let maximumMarks = 4

  /// Base (21 bits), width (2 bits), then the first mark (21 bits).
  private var base: UInt64
  /// The other three marks, 21 bits each.
  private var marks: UInt64
  private var packedStyle: PackedStyle

  /// `width` is 1 or 2; a wide cell is followed by a ``continuation(style:)``.
  public init(_ scalar: Unicode.Scalar, width: Int = 1, style: Style = .plain) {
    self.init(scalar, width: width, style: PackedStyle(style))
  }

  public init(_ scalar: Unicode.Scalar, width: Int = 1, style: PackedStyle) {
    base = UInt64(scalar.value) | UInt64(width & 3) << 21
    marks = 0
    packedStyle = style
  }

  public static let blank = Cell(" ")

  /// The right half of the wide cell to its left.
  public static func continuation(style: PackedStyle) -> Cell {
    Cell("\0", width: 0, style: style)
  }

  /// Columns: 1, 2, or 0 for the right half of a wide cell.
  public var width: Int { Int(base >> 21 & 3) }
  public var isContinuation: Bool { width == 0 }

  public var scalar: Unicode.Scalar { Unicode.Scalar(UInt32(base & Self.scalarMask)) ?? " " }

  public var style: Style {
    get { packedStyle.style }
    set { packedStyle = PackedStyle(newValue) }
  }

  /// The style as one word: cheap to compare and to look up.
  public var styleBits: PackedStyle {
    get { packedStyle }
    set { packedStyle = newValue }
  }

  public var hasMarks: Bool { base >> 23 != 0 }

  /// The marks on the base in their order.
  public var combining: [Unicode.Scalar] {
    guard hasMarks else { return [] }
    let packed = [base >> 23, marks, marks >> 21, marks >> 42]
    return packed.compactMap { bits in
      let value = UInt32(bits & Self.scalarMask)
      return value == 0 ? nil : Unicode.Scalar(value)
    }
  }

  /// Adds a mark, or does nothing when there are ``maximumMarks`` already.
  public mutating func combine(_ mark: Unicode.Scalar) {
    let bits = UInt64(mark.value)
    if base >> 23 == 0 {
      base |= bits << 23
    } else if marks == 0 {
      marks = bits
    } else if marks >> 21 == 0 {
      marks |= bits << 21
    } else if marks >> 42 == 0 {
      marks |= bits << 42
    }
  }

  private static let scalarMask: UInt64 = 0x1F_FFFF
}

/// A ``Style`` in one word.
public struct PackedStyle: Hashable, Sendable {
  /// Foreground (26 bits), background (26 bits), attributes (8 bits).
  private let bits: UInt64

  public init(_ style: Style) {
    bits =
      Self.pack(style.foreground) | Self.pack(style.background) << 26
      | UInt64(style.attributes.rawValue) << 52
  }

  public var style: Style {
    Style(
      foreground: Self.unpack(bits), background: Self.unpack(bits >> 26),
      attributes: Style.Attributes(rawValue: UInt8(truncatingIfNeeded: bits >> 52)))
  }

  private static func pack(_ color: Color) -> UInt64 {
    switch color {
    case .default: 0
    case .ansi(let index): 1 << 24 | UInt64(index)
    case .indexed(let index): 2 << 24 | UInt64(index)
    case .rgb(let red, let green, let blue):
      3 << 24 | UInt64(red) << 16 | UInt64(green) << 8 | UInt64(blue)
    }
  }

  private static func unpack(_ bits: UInt64) -> Color {
    func byte(_ shift: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: bits >> shift) }
    switch bits >> 24 & 3 {
    case 0: return .default
    case 1: return .ansi(byte(0))
    case 2: return .indexed(byte(0))
    default: return .rgb(red: byte(16), green: byte(8), blue: byte(0))
    }
  }
}
