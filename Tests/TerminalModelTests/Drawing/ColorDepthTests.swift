import Testing

@testable import TerminalModel

@Suite("Colours at less depth")
struct ColorDepthTests {
  @Test(
    "the nearest of the fixed 240",
    arguments: [
      (Color.rgb(red: 0, green: 0, blue: 0), Color.indexed(16)),
      (.rgb(red: 255, green: 255, blue: 255), .indexed(231)),
      (.rgb(red: 95, green: 175, blue: 215), .indexed(74)),
      (.rgb(red: 26, green: 27, blue: 38), .indexed(234)),
      (.rgb(red: 128, green: 128, blue: 128), .indexed(244)),
      (.rgb(red: 255, green: 0, blue: 0), .indexed(196)),
    ])
  func fixed(_ color: Color, _ expected: Color) {
    #expect(color.degraded(to: .indexed) == expected)
  }

  @Test("every fixed entry is its own nearest, or one of the same colour")
  func identity() {
    for index in UInt8(16)...255 {
      let rgb = Palette.fixed(index)
      #expect(Palette.fixed(Palette.nearestFixed(rgb)) == rgb)
    }
  }

  @Test(
    "the nearest of sixteen",
    arguments: [
      (Color.rgb(red: 250, green: 10, blue: 10), Color.ansi(9)),
      (.rgb(red: 0, green: 200, blue: 10), .ansi(2)),
      (.rgb(red: 10, green: 10, blue: 10), .ansi(0)),
      (.indexed(231), .ansi(15)),
      (.indexed(9), .ansi(9)),
    ])
  func ansi(_ color: Color, _ expected: Color) {
    #expect(color.degraded(to: .ansi) == expected)
  }

  @Test("the user's own colours stay, and without colour there are none")
  func own() {
    let style = Style(foreground: .ansi(3), background: .default, attributes: .bold)
    for depth in [ColorDepth.ansi, .indexed, .rgb] { #expect(style.degraded(to: depth) == style) }
    #expect(style.degraded(to: .none) == Style(attributes: .bold))
    #expect(
      Color.rgb(red: 1, green: 2, blue: 3).degraded(to: .rgb) == .rgb(red: 1, green: 2, blue: 3))
  }
}
