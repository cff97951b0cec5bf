import TerminalModel

/// What a theme file says about one role. A part that is nil or empty is inherited.
public struct ThemeEntry: Hashable, Sendable {
  public var foreground: Color?
  public var background: Color?
  public var attributes: Style.Attributes
  /// The choice for 16 colours; nil takes the nearest one.
  public var ansiForeground: Color?
  public var ansiBackground: Color?
  /// The attributes where no colours are to be had; nil keeps `attributes`.
  public var mono: Style.Attributes?

  public init(
    foreground: Color? = nil, background: Color? = nil, attributes: Style.Attributes = [],
    ansiForeground: Color? = nil, ansiBackground: Color? = nil, mono: Style.Attributes? = nil
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
    self.ansiForeground = ansiForeground
    self.ansiBackground = ansiBackground
    self.mono = mono
  }
}

/// A look for every role, at one colour depth.
public struct Theme: Hashable, Sendable {
  public let name: String
  /// One line for the theme picker.
  public let about: String
  /// The glyph set that the theme is made for; nil leaves it to the terminal.
  public let glyphs: GlyphSet.Name?
  public let depth: ColorDepth
  private let entries: [ThemeRole: ThemeEntry]
  private let looks: [ThemeRole: Look]
  private let gradient: [Style]

  /// A role's style, and whether its colours were chosen for it or come from the screen's own.
  private struct Look: Hashable {
    var style: Style
    var ownsForeground: Bool
    var ownsBackground: Bool
  }

  public init(
    name: String, about: String = "", glyphs: GlyphSet.Name? = nil,
    entries: [ThemeRole: ThemeEntry], depth: ColorDepth = .rgb
  ) {
    self.name = name
    self.about = about
    self.glyphs = glyphs
    self.depth = depth
    self.entries = entries
    let looks = Theme.looks(of: entries, at: depth)
    self.looks = looks
    self.gradient = Theme.gradient(entries, looks: looks, at: depth)
  }

  /// The same theme for a terminal of this depth: 24-bit → 256 → 16 → attributes only.
  public func degraded(to depth: ColorDepth) -> Theme {
    Theme(name: name, about: about, glyphs: glyphs, entries: entries, depth: depth)
  }

  /// The same theme with the cluster's name marked.
  public func accented(_ accent: Accent) -> Theme {
    var entries = entries
    entries[.headerCluster] = accent.entry
    return Theme(name: name, about: about, glyphs: glyphs, entries: entries, depth: depth)
  }

  public subscript(role: ThemeRole) -> Style { looks[role]?.style ?? .plain }

  /// A role inside a row that has a look of its own, such as the cursor's: the row's background,
  /// the row's foreground where the theme chose one, the attributes of both but dim. A role
  /// with a background of its own keeps its colours.
  public func style(_ role: ThemeRole, on row: ThemeRole?) -> Style {
    guard let row, let under = looks[row], let over = looks[role], !over.ownsBackground else {
      return self[role]
    }
    var style = over.style
    if under.ownsForeground { style.foreground = under.style.foreground }
    if under.ownsBackground { style.background = under.style.background }
    // Dim text on a coloured or reversed row can't be read.
    if under.ownsBackground || under.style.attributes.contains(.reverse) {
      style.attributes.remove(.dim)
    }
    style.attributes.formUnion(under.style.attributes)
    return style
  }

  /// The gradient from `heat.start` over `heat.mid` to `heat.end`; `level` is 0…1.
  public func heat(_ level: Double) -> Style {
    let last = gradient.count - 1
    return gradient[Swift.max(0, Swift.min(last, Int((level * Double(last)).rounded())))]
  }

  /// The roles that the file itself defines.
  public var definedRoles: Set<ThemeRole> { Set(entries.keys) }

  private static func looks(
    of entries: [ThemeRole: ThemeEntry], at depth: ColorDepth
  ) -> [ThemeRole: Look] {
    let background = color(\.background, ansi: \.ansiBackground, of: entries[.uiBackground], depth)
    let foreground = color(\.foreground, ansi: \.ansiForeground, of: entries[.uiForeground], depth)
    var looks: [ThemeRole: Look] = [:]
    for role in ThemeRole.allCases {
      var definer: ThemeRole? = role
      while let current = definer, entries[current] == nil { definer = current.parent }
      let entry = definer.flatMap { entries[$0] }
      let own = color(\.foreground, ansi: \.ansiForeground, of: entry, depth)
      let under = color(\.background, ansi: \.ansiBackground, of: entry, depth)
      let attributes = depth == .none ? entry?.mono ?? entry?.attributes : entry?.attributes
      looks[role] = Look(
        style: Style(
          foreground: own ?? foreground ?? .default, background: under ?? background ?? .default,
          attributes: attributes ?? []),
        ownsForeground: own != nil, ownsBackground: under != nil)
    }
    return looks
  }

  private static func color(
    _ full: KeyPath<ThemeEntry, Color?>, ansi: KeyPath<ThemeEntry, Color?>,
    of entry: ThemeEntry?, _ depth: ColorDepth
  ) -> Color? {
    guard let entry else { return nil }
    if depth == .ansi, let choice = entry[keyPath: ansi] { return choice }
    return entry[keyPath: full]?.degraded(to: depth)
  }

  /// Between colours in RGB there are steps; between others only the three ends.
  private static func gradient(
    _ entries: [ThemeRole: ThemeEntry], looks: [ThemeRole: Look], at depth: ColorDepth
  ) -> [Style] {
    let ends = [ThemeRole.heatStart, .heatMiddle, .heatEnd]
    let styles = ends.map { looks[$0]?.style ?? .plain }
    let points = ends.compactMap { entries[$0]?.foreground.flatMap { RGB($0) } }
    guard depth >= .indexed, points.count == ends.count else { return styles }
    let half = 8
    return (0...2 * half).map { step in
      let lower = Swift.min(step / half, 1)
      let part = Double(step - lower * half) / Double(half)
      var style = styles[lower]
      style.foreground = points[lower].mixed(with: points[lower + 1], part: part).color
        .degraded(to: depth)
      return style
    }
  }
}
