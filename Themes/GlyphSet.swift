import TerminalModel

/// The characters that the screen is drawn with. Every glyph is one column wide and needs no
/// special font.
public struct GlyphSet: Hashable, Sendable {
  public enum Name: String, Hashable, Sendable, CaseIterable {
    /// Rounded boxes, eighth blocks, dots: any modern terminal.
    case unicode
    /// What a console font of 256 characters has (code page 437).
    case block
    /// 7-bit ASCII: locale `C`, and whatever can't be trusted with more.
    case ascii

    /// What a terminal can be trusted with: the console's font has few characters.
    ///
    /// - Parameter terminal: the value of `TERM`.
    public static func suited(to terminal: String?, isUTF8: Bool) -> Name {
      guard isUTF8 else { return .ascii }
      return terminal == "linux" ? .block : .unicode
    }
  }

  public let name: Name
  public let border: BoxGlyphs
  /// The border of the pane with the focus: heavier or different in shape, so that the focus shows
  /// without colours.
  public let focusBorder: BoxGlyphs
  public let open: Unicode.Scalar
  public let closed: Unicode.Scalar
  public let leaf: Unicode.Scalar
  public let guide: Unicode.Scalar
  /// In the gutter of the row under the cursor.
  public let cursor: Unicode.Scalar
  public let more: Unicode.Scalar
  public let ellipsis: Unicode.Scalar
  public let separator: Unicode.Scalar
  public let arrow: Unicode.Scalar
  public let scrollThumb: Unicode.Scalar
  /// From the lowest to the highest level of a graph in one cell; never a blank.
  public let levels: [Unicode.Scalar]
  /// Four shades of a heat map, from the lightest to the darkest; never a blank.
  public let shades: [Unicode.Scalar]
  /// A second without a sample.
  public let noSample: Unicode.Scalar
  public let gaugeFull: Unicode.Scalar
  public let gaugeRest: Unicode.Scalar
  public let leader: Unicode.Scalar
  public let follower: Unicode.Scalar
  public let learner: Unicode.Scalar
  public let ok: Unicode.Scalar
  public let warning: Unicode.Scalar
  public let down: Unicode.Scalar
  public let paused: Unicode.Scalar
  public let live: Unicode.Scalar
  public let put: Unicode.Scalar
  public let create: Unicode.Scalar
  public let delete: Unicode.Scalar
  public let note: Unicode.Scalar
  /// A cell that is filled: what large letters are made of.
  public let solid: Unicode.Scalar
  /// nil where the upper or lower half of a cell can't be filled alone.
  public let halves: Halves?
  public private(set) var spinner: [Unicode.Scalar]

  public struct Halves: Hashable, Sendable {
    public let upper: Unicode.Scalar
    public let lower: Unicode.Scalar
  }

  private static let halfBlocks = Halves(upper: "▀", lower: "▄")

  /// The same set with nothing that spins.
  public var still: GlyphSet {
    var still = self
    still.spinner = Array(spinner.prefix(1))
    return still
  }

  public static func named(_ name: Name) -> GlyphSet {
    switch name {
    case .unicode: .unicode
    case .block: .block
    case .ascii: .ascii
    }
  }

  public static let unicode = GlyphSet(
    name: .unicode, border: .rounded, focusBorder: .heavy, open: "▾",
    closed: "▸", leaf: "·", guide: "│", cursor: "▌", more: "⋯", ellipsis: "…", separator: "·",
    arrow: "→", scrollThumb: "█", levels: Array("▁▂▃▄▅▆▇█".unicodeScalars),
    shades: Array("░▒▓█".unicodeScalars), noSample: "·",
    gaugeFull: "━", gaugeRest: "─", leader: "◆", follower: "●", learner: "◌", ok: "●",
    warning: "▲", down: "✕", paused: "‖", live: "●", put: "~", create: "+", delete: "-",
    note: "»", solid: "█", halves: halfBlocks, spinner: Array("⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏".unicodeScalars))

  public static let block = GlyphSet(
    name: .block, border: .light, focusBorder: .double, open: "▼",
    closed: "►", leaf: "·", guide: "│", cursor: "▌", more: "≡", ellipsis: "»", separator: "·",
    arrow: "→", scrollThumb: "█", levels: Array("░▒▓█".unicodeScalars),
    shades: Array("░▒▓█".unicodeScalars), noSample: "·",
    gaugeFull: "█", gaugeRest: "░", leader: "♦", follower: "•", learner: "○", ok: "•",
    warning: "▲", down: "x", paused: "=", live: "•", put: "~", create: "+", delete: "-",
    note: "»", solid: "█", halves: halfBlocks, spinner: Array("|/-\\".unicodeScalars))

  public static let ascii = GlyphSet(
    name: .ascii, border: .ascii, focusBorder: .asciiDouble, open: "v",
    closed: ">", leaf: "-", guide: "|", cursor: ">", more: "+", ellipsis: "~", separator: "|",
    arrow: ">", scrollThumb: "#", levels: Array("_.:-=+*#".unicodeScalars),
    shades: Array(":=*#".unicodeScalars), noSample: ".",
    gaugeFull: "#", gaugeRest: ".", leader: "L", follower: "*", learner: "o", ok: "*",
    warning: "!", down: "x", paused: "=", live: "*", put: "~", create: "+", delete: "-",
    note: ">", solid: "#", halves: nil, spinner: Array("|/-\\".unicodeScalars))
}

extension BoxGlyphs {
  static let double = BoxGlyphs(
    horizontal: "═", vertical: "║", topLeft: "╔", topRight: "╗", bottomLeft: "╚", bottomRight: "╝")
  static let asciiDouble = BoxGlyphs(
    horizontal: "=", vertical: "|", topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+")
}
