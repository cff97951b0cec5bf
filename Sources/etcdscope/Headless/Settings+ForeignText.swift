import Configuration

extension Settings {
  /// Foreign bytes on one line, safe to print and to be read back as a key: what is printable stays,
  /// or with `--hex` nothing does.
  func text(_ bytes: [UInt8]) -> String {
    printsHex ? bytes.map(Self.escaped).joined() : ForeignText.sanitiser.text(bytes)
  }

  private static func escaped(_ byte: UInt8) -> String {
    (byte < 16 ? #"\x0"# : #"\x"#) + String(byte, radix: 16)
  }
}
