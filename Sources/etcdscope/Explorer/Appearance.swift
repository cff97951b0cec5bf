import Configuration
import TerminalModel
import Themes

/// How the screen is to look, by settings and files: what makes a theme of a name.
struct Appearance {
  var catalog: ThemeCatalog
  /// nil leaves the glyphs to the theme, and then to the terminal.
  var glyphs: GlyphSet.Name?
  var accent: Accent?
  var hasReducedMotion: Bool

  init(settings: Settings, catalog: ThemeCatalog) {
    self.catalog = catalog
    glyphs = settings.glyphs
    accent = settings.accent
    hasReducedMotion = settings.hasReducedMotion
  }

  /// With the cluster's accent.
  func theme(named name: String) throws(FileError) -> Theme {
    let theme = try catalog.theme(named: name)
    return accent.map(theme.accented) ?? theme
  }

  func glyphs(of theme: Theme, isUTF8: Bool, terminal: String?) -> GlyphSet {
    let suited = GlyphSet.Name.suited(to: terminal, isUTF8: isUTF8)
    let set = GlyphSet.named(glyphs ?? (suited == .unicode ? theme.glyphs ?? .unicode : suited))
    return hasReducedMotion ? set.still : set
  }
}
