/// Strict UTF-8 decoding that reports each byte that does not belong.
public enum UTF8Scan {
  public enum Element: Hashable, Sendable {
    case scalar(Unicode.Scalar)
    /// A byte that is no part of a well-formed sequence (overlong forms and surrogates included).
    case invalid(UInt8)
  }

  public static func forEach(_ bytes: [UInt8], _ body: (Element) -> Void) {
    var index = 0
    while index < bytes.count {
      let lead = bytes[index]
      if lead < 0x80 {
        body(.scalar(Unicode.Scalar(lead)))
        index += 1
      } else if let scalar = scalar(bytes, at: index) {
        body(.scalar(scalar))
        index += UTF8.width(scalar)
      } else {
        body(.invalid(lead))
        index += 1
      }
    }
  }

  /// Bytes in the sequence that `lead` starts; nil when it starts none.
  static func length(_ lead: UInt8) -> Int? {
    switch lead {
    case 0..<0x80: 1
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: nil
    }
  }

  /// Whether `byte` may come at `position` (1…3) of the sequence that `lead` starts: table 3-7 of
  /// the Unicode standard.
  static func accepts(_ byte: UInt8, at position: Int, after lead: UInt8) -> Bool {
    guard position == 1 else { return 0x80...0xBF ~= byte }
    return switch lead {
    case 0xE0: 0xA0...0xBF ~= byte
    case 0xED: 0x80...0x9F ~= byte
    case 0xF0: 0x90...0xBF ~= byte
    case 0xF4: 0x80...0x8F ~= byte
    default: 0x80...0xBF ~= byte
    }
  }

  private static func scalar(_ bytes: [UInt8], at index: Int) -> Unicode.Scalar? {
    let lead = bytes[index]
    guard let length = length(lead), index + length <= bytes.count else { return nil }
    var value = UInt32(lead) & (0x7F >> UInt32(length))
    for position in 1..<length {
      let byte = bytes[index + position]
      guard accepts(byte, at: position, after: lead) else { return nil }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    return Unicode.Scalar(value)
  }
}
