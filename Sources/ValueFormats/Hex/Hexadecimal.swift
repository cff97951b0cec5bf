enum Hexadecimal {
  private static let alphabet = Array("0123456789abcdef".utf8)

  /// Two lower-case digits.
  static func digits(_ byte: UInt8) -> String {
    String(decoding: [alphabet[Int(byte >> 4)], alphabet[Int(byte & 15)]], as: UTF8.self)
  }

  /// Eight digits, more when the number needs them.
  static func offset(_ number: Int) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: max(0, 8 - digits.count)) + digits
  }
}
