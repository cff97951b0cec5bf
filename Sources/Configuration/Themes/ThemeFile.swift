import TerminalModel
import Themes

/// Reads theme files: JSON5 with `name`, `about`, `glyphs`, `palette` and `styles`.
///
/// A style is a colour, or `{ fg, bg, fg16, bg16, add, mono }`. A colour is a name of the palette,
/// `"#rrggbb"`, `"default"`, or a number: 0…15 is one of the terminal's own 16, 16…255 one of the
/// fixed ones. A palette entry may be `{ rgb, ansi }`, the second being the choice for terminals
/// of 16 colours, as are `fg16` and `bg16`. `add` lists attributes, `mono` those to use instead
/// where there are no colours.
public enum ThemeFile {
  /// - Throws: `FileError` naming the file and the key that is wrong.
  public static func parse(
    _ bytes: some Sequence<UInt8>, file: String
  ) throws(FileError) -> Theme {
    var reader = ThemeReader(file: file)
    return try reader.theme(JSON5.parse(bytes, file: file))
  }
}

private struct ThemeReader {
  let file: String
  private var palette: [String: PaletteColor] = [:]

  /// A colour with its choice for 16 colours.
  private struct PaletteColor {
    var full: Color
    var ansi: Color?
  }

  init(file: String) { self.file = file }

  mutating func theme(_ json: JSON5) throws(FileError) -> Theme {
    guard case .object(let fields) = json else {
      throw FileError(file: file, problem: "must hold one object, { … }")
    }
    try refuseUnknown(fields, known: ["name", "about", "glyphs", "palette", "styles"], in: "")
    for (name, value) in try object(fields["palette"], "palette") {
      palette[name] = try paletteColor(value, "palette.\(name)")
    }
    var entries: [ThemeRole: ThemeEntry] = [:]
    for (key, value) in try object(fields["styles"], "styles") {
      let place = "styles.\"\(key)\""
      guard let role = ThemeRole(rawValue: key) else {
        throw error(place, "is no key of a theme; a misspelling?")
      }
      entries[role] = try entry(value, place)
    }
    guard let name = try string(fields["name"], "name"), !name.isEmpty else {
      throw error("name", "is missing")
    }
    return Theme(
      name: name, about: try string(fields["about"], "about") ?? "",
      glyphs: try glyphs(fields["glyphs"]), entries: entries)
  }

  private func entry(_ json: JSON5, _ place: String) throws(FileError) -> ThemeEntry {
    guard case .object(let fields) = json else {
      let color = try color(json, place)
      return ThemeEntry(foreground: color.full, ansiForeground: color.ansi)
    }
    try refuseUnknown(fields, known: ["fg", "bg", "fg16", "bg16", "add", "mono"], in: "\(place).")
    var entry = ThemeEntry()
    if let json = fields["fg"] {
      let color = try color(json, "\(place).fg")
      (entry.foreground, entry.ansiForeground) = (color.full, color.ansi)
    }
    if let json = fields["bg"] {
      let color = try color(json, "\(place).bg")
      (entry.background, entry.ansiBackground) = (color.full, color.ansi)
    }
    if let json = fields["fg16"] { entry.ansiForeground = try ansi(json, "\(place).fg16") }
    if let json = fields["bg16"] { entry.ansiBackground = try ansi(json, "\(place).bg16") }
    if let json = fields["add"] { entry.attributes = try attributes(json, "\(place).add") }
    if let json = fields["mono"] { entry.mono = try attributes(json, "\(place).mono") }
    return entry
  }

  private func paletteColor(_ json: JSON5, _ place: String) throws(FileError) -> PaletteColor {
    guard case .object(let fields) = json else { return try color(json, place) }
    try refuseUnknown(fields, known: ["rgb", "ansi"], in: "\(place).")
    guard let rgb = fields["rgb"] else { throw error("\(place).rgb", "is missing") }
    return PaletteColor(
      full: try color(rgb, "\(place).rgb").full,
      ansi: try fields["ansi"].map { json throws(FileError) in try ansi(json, "\(place).ansi") })
  }

  private func color(_ json: JSON5, _ place: String) throws(FileError) -> PaletteColor {
    switch json {
    case .string("default"): return PaletteColor(full: .default)
    case .string(let text):
      if let rgb = RGB(hex: text) { return PaletteColor(full: rgb.color) }
      guard let named = palette[text] else {
        throw error(
          place, "is \"\(text)\"; write #rrggbb, default, 0 to 255 or a name of the palette")
      }
      return named
    case .integer(let number) where 0...15 ~= number:
      return PaletteColor(full: .ansi(UInt8(number)))
    case .integer(let number) where 16...255 ~= number:
      return PaletteColor(full: .indexed(UInt8(number)))
    default:
      throw error(place, "is no colour; write #rrggbb, default, 0 to 255 or a name of the palette")
    }
  }

  private func ansi(_ json: JSON5, _ place: String) throws(FileError) -> Color {
    switch json {
    case .string("default"): return .default
    case .integer(let number) where 0...15 ~= number: return .ansi(UInt8(number))
    default: throw error(place, "must be 0 to 15 or default")
    }
  }

  private func attributes(_ json: JSON5, _ place: String) throws(FileError) -> Style.Attributes {
    guard case .array(let names) = json else {
      throw error(place, "must be a list such as [\"bold\"]")
    }
    var attributes = Style.Attributes()
    for name in names {
      switch name {
      case .string("bold"): attributes.insert(.bold)
      case .string("dim"): attributes.insert(.dim)
      case .string("italic"): attributes.insert(.italic)
      case .string("underline"): attributes.insert(.underline)
      case .string("reverse"): attributes.insert(.reverse)
      default: throw error(place, "may hold bold, dim, italic, underline and reverse only")
      }
    }
    return attributes
  }

  private func glyphs(_ json: JSON5?) throws(FileError) -> GlyphSet.Name? {
    guard let text = try string(json, "glyphs") else { return nil }
    guard let name = GlyphSet.Name(rawValue: text) else {
      throw error("glyphs", "is \"\(text)\"; write unicode, block or ascii")
    }
    return name
  }

  private func string(_ json: JSON5?, _ place: String) throws(FileError) -> String? {
    guard let json else { return nil }
    guard case .string(let text) = json else { throw error(place, "must be a text in quotes") }
    return text
  }

  /// The fields in a stable order, so that of several mistakes always the same is reported.
  private func object(
    _ json: JSON5?, _ place: String
  ) throws(FileError) -> [(key: String, value: JSON5)] {
    guard let json else { return [] }
    guard case .object(let fields) = json else { throw error(place, "must be an object, { … }") }
    return fields.sorted { $0.key < $1.key }
  }

  private func refuseUnknown(
    _ fields: [String: JSON5], known: Set<String>, in place: String
  ) throws(FileError) {
    guard let unknown = fields.keys.filter({ !known.contains($0) }).min() else { return }
    throw error(place + unknown, "is unknown; known are \(known.sorted().joined(separator: ", "))")
  }

  private func error(_ key: String, _ problem: String) -> FileError {
    FileError(file: file, key: key, problem: problem)
  }
}
