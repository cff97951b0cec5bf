import CTerminal
import TerminalModel

/// A style as ncurses takes it: attribute bits and the numbers of two colours, -1 for the
/// terminal's own.
struct CursesStyle: Hashable {
  var attributes: attr_t
  var foreground: Int32
  var background: Int32

  /// `colors` is what the terminal's description has; it tells 8 from 16 at ``ColorDepth/ansi``.
  init(_ style: Style, depth: ColorDepth, colors: Int32) {
    let style = style.degraded(to: depth)
    attributes = 0
    for (attribute, bits) in Self.bits where style.attributes.contains(attribute) {
      attributes |= bits
    }
    foreground = Self.number(style.foreground, depth)
    background = Self.number(style.background, depth)
    if colors < 16, 8..<16 ~= foreground {
      foreground -= 8
      attributes |= CT_BOLD
    }
    if colors < 16, 8..<16 ~= background { background -= 8 }
  }

  private static let bits: [(Style.Attributes, attr_t)] = [
    (.bold, CT_BOLD), (.dim, CT_DIM), (.italic, CT_ITALIC), (.underline, CT_UNDERLINE),
    (.reverse, CT_REVERSE),
  ]

  private static func number(_ color: Color, _ depth: ColorDepth) -> Int32 {
    let palette = depth == .rgb ? DirectColorEntry.palette : 0
    return switch color {
    case .default: -1
    case .ansi(let index): palette + Int32(index & 15)
    case .indexed(let index): palette + Int32(index)
    case .rgb(let red, let green, let blue):
      Int32(red) << 16 | Int32(green) << 8 | Int32(blue)
    }
  }
}
