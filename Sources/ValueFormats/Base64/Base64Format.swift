import EtcdModel

/// Base64 (RFC 4648), plain or URL-safe, with line breaks between.
enum Base64Format {
  /// Shorter text is a word more likely.
  private static let shortest = 16

  /// The text says bytes that make sense by themselves: many words could be read as base64.
  static func isDocument(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= shortest, let inside = decode(bytes) else { return false }
    switch ValueContents(of: inside) {
    case .binary, .protobuf, .empty, .base64: return false
    default: return true
    }
  }

  /// nil when it is no base64 from its beginning to its end.
  static func decode(_ bytes: [UInt8]) -> [UInt8]? {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count / 4 * 3)
    var bits: UInt32 = 0
    var digits = 0
    var padding = 0
    for byte in bytes {
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { continue }
      if byte == UInt8(ascii: "=") {
        padding += 1
        continue
      }
      guard padding == 0, let digit = digit(byte) else { return nil }
      bits = bits << 6 | digit
      digits += 1
      if digits % 4 == 0 {
        decoded += [UInt8(bits >> 16 & 255), UInt8(bits >> 8 & 255), UInt8(bits & 255)]
        bits = 0
      }
    }
    switch (digits % 4, padding) {
    case (0, 0): break
    case (2, 0), (2, 2): decoded.append(UInt8(bits >> 4 & 255))
    case (3, 0), (3, 1): decoded += [UInt8(bits >> 10 & 255), UInt8(bits >> 2 & 255)]
    default: return nil
    }
    return decoded
  }

  /// For what is no base64: it is shown as text.
  static func render(_ bytes: [UInt8], limit: Int) -> Rendering {
    var rendering = TextFormat.render(bytes, limit: limit)
    rendering.fault = "no base64 of anything known, shown as text"
    return rendering
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }
}
