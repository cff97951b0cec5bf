/// A key as the input parser reports it.
public struct KeyPress: Hashable, Sendable {
  public enum Code: Hashable, Sendable {
    /// A printable scalar, already shifted: `G` is `.character("G")` without modifiers.
    case character(Unicode.Scalar)
    case enter, tab, backTab, escape, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
    case function(Int)
  }

  public struct Modifiers: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let control = Modifiers(rawValue: 1)
    public static let alt = Modifiers(rawValue: 2)
    public static let shift = Modifiers(rawValue: 4)
  }

  public var code: Code
  public var modifiers: Modifiers

  public init(_ code: Code, _ modifiers: Modifiers = []) {
    self.code = code
    self.modifiers = modifiers
  }

  public static func character(_ scalar: Unicode.Scalar) -> KeyPress {
    KeyPress(.character(scalar))
  }
  /// Control with a lower-case letter.
  public static func control(_ scalar: Unicode.Scalar) -> KeyPress {
    KeyPress(.character(scalar), .control)
  }
}
