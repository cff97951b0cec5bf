/// Strict UTF-8 decoding that reports each byte that does not belong.
public enum UTF8Scan {
  public enum Element: Hashable, Sendable {
    case scalar(Unicode.Scalar)
    /// A byte that is no part of a well-formed sequence (overlong forms and surrogates included).
    case invalid(UInt8)
  }

  public static func forEach(
    _ bytes: some Sequence<UInt8>, _ body: (Element) -> Void
  ) {
    var sequence: [UInt8] = []
    var needed = 0
    func flush() {
      for byte in sequence { body(.invalid(byte)) }
      sequence.removeAll(keepingCapacity: true)
    }
    for byte in bytes {
      if !sequence.isEmpty {
        if continues(sequence, byte) {
          sequence.append(byte)
          if sequence.count == needed {
            body(.scalar(scalar(sequence)))
            sequence.removeAll(keepingCapacity: true)
          }
          continue
        }
        flush()
      }
      switch byte {
      case 0..<0x80: body(.scalar(Unicode.Scalar(byte)))
      case 0xC2...0xDF: (sequence, needed) = ([byte], 2)
      case 0xE0...0xEF: (sequence, needed) = ([byte], 3)
      case 0xF0...0xF4: (sequence, needed) = ([byte], 4)
      default: body(.invalid(byte))
      }
    }
    flush()
  }

  /// Table 3-7 of the Unicode standard.
  static func continues(_ sequence: [UInt8], _ byte: UInt8) -> Bool {
    guard sequence.count == 1 else { return 0x80...0xBF ~= byte }
    return switch sequence[0] {
    case 0xE0: 0xA0...0xBF ~= byte
    case 0xED: 0x80...0x9F ~= byte
    case 0xF0: 0x90...0xBF ~= byte
    case 0xF4: 0x80...0x8F ~= byte
    default: 0x80...0xBF ~= byte
    }
  }

  private static func scalar(_ sequence: [UInt8]) -> Unicode.Scalar {
    let lead = UInt32(sequence[0]) & (0x7F >> UInt32(sequence.count))
    let value = sequence.dropFirst().reduce(lead) { $0 << 6 | UInt32($1 & 0x3F) }
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }
}
