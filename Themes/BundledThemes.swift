/// The theme files embedded in the binary, as JSON5 text; `Configuration` reads them.
public enum BundledThemes {
  /// The terminal's own colours: the default.
  public static let defaultName = "terminal"

  /// In the order of the theme picker.
  public static let names = ["terminal", "harbour-dark", "harbour-light", "mono"]

  /// The file's bytes; nil for a name that is not bundled.
  public static func source(named name: String) -> [UInt8]? {
    switch name {
    case "terminal": PackageResources.terminal_json
    case "harbour-dark": PackageResources.harbour_dark_json
    case "harbour-light": PackageResources.harbour_light_json
    case "mono": PackageResources.mono_json
    default: nil
    }
  }
}
