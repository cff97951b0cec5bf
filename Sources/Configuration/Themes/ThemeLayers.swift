import TerminalModel
import Themes

/// A theme as its file and those that it inherits from say together; the later one wins.
struct ThemeLayers {
  private(set) var about = ""
  private(set) var glyphs: GlyphSet.Name?
  private(set) var entries: [ThemeRole: ThemeEntry] = [:]
  private var palette: [String: PaletteColor] = [:]

  /// A colour with its choice for 16 colours.
  private struct PaletteColor {
    var full: Color
    var ansi: Color?
  }

  /// - Parameter files: the one inherited by all others first.
  init(_ files: [ThemeFile]) throws(FileError) {
    for file in files {
      about = file.about ?? about
      glyphs = file.glyphs ?? glyphs
      for (name, value) in file.palette { palette[name] = try paletteColor(value, name) }
    }
    // Only now: an inherited style takes the heir's palette.
    for file in files {
      for (role, value) in file.styles { entries[role] = try entry(value) }
    }
  }

  private func entry(_ reader: JSON5Reader) throws(FileError) -> ThemeEntry {
    guard case .object = reader.json.value else {
      let color = try color(reader)
      return ThemeEntry(foreground: color.full, ansiForeground: color.ansi)
    }
    try reader.allow(["fg", "bg", "fg16", "bg16", "add", "mono"])
    var entry = ThemeEntry()
    if let value = reader["fg"] {
      let color = try color(value)
      (entry.foreground, entry.ansiForeground) = (color.full, color.ansi)
    }
    if let value = reader["bg"] {
      let color = try color(value)
      (entry.background, entry.ansiBackground) = (color.full, color.ansi)
    }
    if let value = reader["fg16"] { entry.ansiForeground = try ansi(value) }
    if let value = reader["bg16"] { entry.ansiBackground = try ansi(value) }
    if let value = reader["add"] { entry.attributes = try attributes(value) }
    if let value = reader["mono"] { entry.mono = try attributes(value) }
    return entry
  }

  /// Without a choice of its own for 16 colours, an entry keeps the inherited one.
  private func paletteColor(
    _ reader: JSON5Reader, _ name: String
  ) throws(FileError) -> PaletteColor {
    guard case .object = reader.json.value else {
      return PaletteColor(full: try literal(reader), ansi: palette[name]?.ansi)
    }
    try reader.allow(["rgb", "ansi"])
    guard let rgb = reader["rgb"] else { throw reader.error("has no rgb") }
    return PaletteColor(
      full: try literal(rgb), ansi: try reader["ansi"].map(ansi) ?? palette[name]?.ansi)
  }

  private func color(_ reader: JSON5Reader) throws(FileError) -> PaletteColor {
    if case .string(let name) = reader.json.value, let named = palette[name] { return named }
    return PaletteColor(full: try literal(reader))
  }

  private func literal(_ reader: JSON5Reader) throws(FileError) -> Color {
    switch reader.json.value {
    case .string("default"): return .default
    case .string(let text):
      if let rgb = RGB(hex: text) { return rgb.color }
      throw reader.error("is \"\(text)\"; \(Self.waysToWriteAColor)")
    case .integer(let number) where 0...15 ~= number: return .ansi(UInt8(number))
    case .integer(let number) where 16...255 ~= number: return .indexed(UInt8(number))
    default: throw reader.error("is no colour; \(Self.waysToWriteAColor)")
    }
  }

  private static let waysToWriteAColor =
    "write #rrggbb, default, 0 to 255 or a name of the palette"

  private func ansi(_ reader: JSON5Reader) throws(FileError) -> Color {
    switch reader.json.value {
    case .string("default"): return .default
    case .integer(let number) where 0...15 ~= number: return .ansi(UInt8(number))
    default: throw reader.error("must be 0 to 15 or default")
    }
  }

  private func attributes(_ reader: JSON5Reader) throws(FileError) -> Style.Attributes {
    var attributes = Style.Attributes()
    for element in try reader.elements() {
      attributes.formUnion(
        try element.choice({ Self.attributes[$0] }, "bold, dim, italic, underline or reverse"))
    }
    return attributes
  }

  private static let attributes: [String: Style.Attributes] = [
    "bold": .bold, "dim": .dim, "italic": .italic, "underline": .underline, "reverse": .reverse,
  ]
}
