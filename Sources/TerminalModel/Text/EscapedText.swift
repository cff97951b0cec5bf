/// Reads what ``Sanitiser`` writes, so that any key can be typed as it is shown.
public enum EscapedText {
  /// `\\`, `\n`, `\r`, `\t`, `\0`, `\xNN` and `\u{N}` are what they stand for; any other backslash is
  /// itself.
  public static func bytes(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let (meant, length) = escape(rest) else {
        bytes.append(byte)
        continue
      }
      bytes += meant
      rest = rest.dropFirst(length)
    }
    return bytes
  }

  /// What follows a backslash: what it means, and how many bytes that takes.
  private static func escape(_ rest: ArraySlice<UInt8>) -> ([UInt8], Int)? {
    switch rest.first.map({ Unicode.Scalar($0) }) {
    case "\\": return ([UInt8(ascii: "\\")], 1)
    case "n": return ([0x0A], 1)
    case "r": return ([0x0D], 1)
    case "t": return ([0x09], 1)
    case "0": return ([0], 1)
    case "x":
      let digits = rest.dropFirst().prefix(2)
      guard digits.count == 2, let byte = number(digits, below: 0x100) else { return nil }
      return ([UInt8(byte)], 3)
    case "u":
      let braced = rest.dropFirst()
      guard braced.first == UInt8(ascii: "{"), let end = braced.firstIndex(of: UInt8(ascii: "}")),
        let value = number(braced[(braced.startIndex + 1)..<end], below: 0x110000),
        let scalar = Unicode.Scalar(value)
      else { return nil }
      return (Array(String(Character(scalar)).utf8), end - rest.startIndex + 1)
    default: return nil
    }
  }

  private static func number(_ digits: ArraySlice<UInt8>, below limit: UInt32) -> UInt32? {
    var value: UInt32 = 0
    guard !digits.isEmpty, digits.count <= 6 else { return nil }
    for digit in digits {
      guard let nibble = Character(Unicode.Scalar(digit)).hexDigitValue else { return nil }
      value = value << 4 | UInt32(nibble)
    }
    return value < limit ? value : nil
  }
}
