enum Hexadecimal {
  private static let alphabet = Array("0123456789abcdef".utf8)

  /// Two lower-case digits.
  static func digits(_ byte: UInt8) -> String {
    String(decoding: [alphabet[Int(byte >> 4)], alphabet[Int(byte & 15)]], as: UTF8.self)
  }

  /// As many digits as the last of `count` bytes needs, and at least four: a line of bytes then has
  /// room in a pane of half a screen.
  static func offset(_ number: Int, of count: Int) -> String {
    let digits = String(number, radix: 16)
    let width = max(4, String(max(0, count - 1), radix: 16).count)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
