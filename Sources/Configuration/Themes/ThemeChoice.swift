/// What the user said about the theme: one name, or a pair to choose from by the terminal's ground.
public enum ThemeChoice: Hashable, Sendable {
  case named(String)
  case pair(dark: String, light: String)

  /// `NAME`, `DARK/LIGHT`, or `auto` for the program's own pair; nil when a name is missing.
  public init?(_ text: String) {
    let names = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard names.count <= 2, names.allSatisfy({ !$0.isEmpty }) else { return nil }
    if text == "auto" {
      self = .pair(dark: "harbour-dark", light: "harbour-light")
    } else if names.count == 2 {
      self = .pair(dark: names[0], light: names[1])
    } else {
      self = .named(text)
    }
  }

  /// - Parameter isLight: whether the terminal's ground is light; asked only for a pair.
  public func name(isLight: () -> Bool) -> String {
    switch self {
    case .named(let name): name
    case .pair(let dark, let light): isLight() ? light : dark
    }
  }
}
