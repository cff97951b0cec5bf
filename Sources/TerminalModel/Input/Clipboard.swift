/// Copying through the terminal (OSC 52), which works over ssh.
public enum Clipboard {
  /// Terminals cut off or refuse longer ones; the least limit in wide use is 74 994 characters of
  /// base64.
  public static let limit = 74_994 / 4 * 3

  /// The sequence that asks the terminal to copy `bytes`, or nil when they exceed ``limit``.
  ///
  /// Inside tmux it is sent twice: plainly, for `set-clipboard on`, and wrapped, for
  /// `allow-passthrough on`. Whether the terminal obeyed, nobody tells.
  public static func copySequence(_ bytes: [UInt8], insideTmux: Bool) -> [UInt8]? {
    guard bytes.count <= limit else { return nil }
    let sequence = Array("\u{1B}]52;c;".utf8) + base64(bytes) + [0x07]
    guard insideTmux else { return sequence }
    let doubled = sequence.flatMap { $0 == 0x1B ? [0x1B, 0x1B] : [$0] }
    return sequence + Array("\u{1B}Ptmux;".utf8) + doubled + Array("\u{1B}\\".utf8)
  }

  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func base64(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
      for position in 0..<4 {
        let digit = Int(bits >> UInt32(18 - 6 * position) & 63)
        text.append(position <= group.count ? alphabet[digit] : UInt8(ascii: "="))
      }
    }
    return text
  }
}
