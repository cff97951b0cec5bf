/// The theme files embedded in the binary, as JSON5 text; `Configuration` reads them.
public enum BundledThemes {
  /// The terminal's own colours: the default.
  public static let defaultName = "terminal"

  /// In the order of the theme picker.
  public static let names = files.map(\.name)

  /// The file's bytes; nil for a name that is not bundled.
  public static func source(named name: String) -> [UInt8]? {
    files.first { $0.name == name }?.bytes()
  }

  private static let files: [(name: String, bytes: @Sendable () -> [UInt8])] = [
    ("terminal", { PackageResources.terminal_json }),
    ("harbour-dark", { PackageResources.harbour_dark_json }),
    ("harbour-light", { PackageResources.harbour_light_json }),
    ("contrast-dark", { PackageResources.contrast_dark_json }),
    ("contrast-light", { PackageResources.contrast_light_json }),
    ("cvd-dark", { PackageResources.cvd_dark_json }),
    ("cvd-light", { PackageResources.cvd_light_json }),
    ("mono", { PackageResources.mono_json }),
    ("phosphor", { PackageResources.phosphor_json }),
    ("nord", { PackageResources.nord_json }),
    ("gruvbox", { PackageResources.gruvbox_json }),
    ("solarized-dark", { PackageResources.solarized_dark_json }),
    ("solarized-light", { PackageResources.solarized_light_json }),
    ("dracula", { PackageResources.dracula_json }),
    ("catppuccin", { PackageResources.catppuccin_json }),
    ("tokyo-night", { PackageResources.tokyo_night_json }),
    ("rose-pine", { PackageResources.rose_pine_json }),
    ("one-dark", { PackageResources.one_dark_json }),
  ]
}
