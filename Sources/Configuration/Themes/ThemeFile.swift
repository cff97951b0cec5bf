import TerminalModel
import Themes

/// A theme file as it was written: JSON5 with `about`, `inherits`, `glyphs`, `palette` and
/// `styles`.
///
/// A style is a colour, or `{ fg, bg, fg16, bg16, add, mono }`. A colour is a name of the palette,
/// `"#rrggbb"`, `"default"`, or a number: 0…15 is one of the terminal's own 16, 16…255 one of the
/// fixed ones. A palette entry may be `{ rgb, ansi }`, the second being the choice for terminals
/// of 16 colours, as are `fg16` and `bg16`. `add` lists attributes, `mono` those to use instead
/// where there are no colours.
///
/// A theme that inherits another takes over its palette and styles, and may change any of them: a
/// new palette alone makes a new theme.
struct ThemeFile {
  let about: String?
  /// The name of a theme.
  let inherits: JSON5Reader?
  let glyphs: GlyphSet.Name?
  /// In the order of the file, so that of several mistakes the first is reported.
  let palette: [(name: String, value: JSON5Reader)]
  let styles: [(role: ThemeRole, value: JSON5Reader)]

  /// - Throws: `FileError` naming the file, the line and the key that is wrong.
  init(_ bytes: some Sequence<UInt8>, file: String) throws(FileError) {
    let root = JSON5Reader(try JSON5.parse(bytes, file: file), file: file)
    try root.allow(["about", "inherits", "glyphs", "palette", "styles"])
    about = try root["about"]?.string()
    inherits = root["inherits"]
    glyphs = try root["glyphs"]?.choice(GlyphSet.Name.init, "unicode, block or ascii")
    palette = try root["palette"]?.members() ?? []
    var styles: [(ThemeRole, JSON5Reader)] = []
    for (name, value) in try root["styles"]?.members() ?? [] {
      guard let role = ThemeRole(rawValue: name) else {
        throw value.error("is no key of a theme; a misspelling?")
      }
      styles.append((role, value))
    }
    self.styles = styles
  }
}
