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
    let sequence = Array("\u{1B}]52;c;".utf8) + Base64.encode(bytes) + [0x07]
    guard insideTmux else { return sequence }
    let doubled = sequence.flatMap { $0 == 0x1B ? [0x1B, 0x1B] : [$0] }
    return sequence + Array("\u{1B}Ptmux;".utf8) + doubled + Array("\u{1B}\\".utf8)
  }
}
