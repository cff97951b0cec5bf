import TerminalModel

/// The colour that marks a cluster, so that production looks like production.
public struct Accent: Hashable, Sendable {
  /// In 24 bits.
  let full: RGB
  /// For terminals of 16 colours.
  let ansi: UInt8?

  private static let named: [(name: String, full: RGB, ansi: UInt8)] = [
    ("red", RGB(red: 0xC6, green: 0x28, blue: 0x28), 1),
    ("orange", RGB(red: 0xE6, green: 0x7E, blue: 0x22), 3),
    ("yellow", RGB(red: 0xF2, green: 0xC9, blue: 0x4C), 11),
    ("green", RGB(red: 0x2E, green: 0x7D, blue: 0x32), 2),
    ("blue", RGB(red: 0x15, green: 0x65, blue: 0xC0), 4),
    ("violet", RGB(red: 0x7B, green: 0x1F, blue: 0xA2), 5),
  ]

  public static let names = named.map(\.name)
  /// In words.
  public static let choices = names.joined(separator: ", ") + " or #rrggbb"

  /// A name or `#rrggbb`; nil for anything else.
  public init?(_ text: String) {
    if let known = Accent.named.first(where: { $0.name == text }) {
      (full, ansi) = (known.full, known.ansi)
    } else if let rgb = RGB(hex: text) {
      (full, ansi) = (rgb, nil)
    } else {
      return nil
    }
  }

  /// The cluster's name as a label: the better readable of black and white on the accent, and in
  /// reverse video where there are no colours.
  var entry: ThemeEntry {
    let (black, white) = (RGB(red: 0, green: 0, blue: 0), RGB(red: 255, green: 255, blue: 255))
    let isDark = white.contrast(with: full) >= black.contrast(with: full)
    return ThemeEntry(
      foreground: (isDark ? white : black).color, background: full.color, attributes: .bold,
      ansiForeground: .ansi(isDark ? 15 : 0), ansiBackground: ansi.map(Color.ansi),
      mono: [.bold, .reverse])
  }
}
