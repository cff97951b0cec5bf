import Themes

/// A part of a whole as a bar; the number stands beside it.
struct Gauge {
  /// 0…1.
  var part: Double
  var role: ThemeRole

  func text(columns: Int, _ glyphs: GlyphSet) -> StyledText {
    let full = max(0, min(columns, Int((part * Double(columns)).rounded())))
    return StyledText(String(repeating: String(glyphs.gaugeFull), count: full), role)
      + StyledText(String(repeating: String(glyphs.gaugeRest), count: columns - full), .gaugeRest)
  }
}
