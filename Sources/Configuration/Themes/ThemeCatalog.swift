import Themes

/// The themes that a user can choose from.
public enum ThemeCatalog {
  /// - Throws: `FileError` naming the themes there are when `name` is none of them.
  public static func theme(named name: String) throws(FileError) -> Theme {
    guard let source = BundledThemes.source(named: name) else {
      throw FileError(
        file: "theme \"\(name)\"",
        problem: "does not exist; choose one of \(BundledThemes.names.joined(separator: ", "))")
    }
    return try ThemeFile.parse(source, file: "\(name).json")
  }

  /// All bundled themes, in the order of the picker.
  public static func bundled() throws(FileError) -> [Theme] {
    var themes: [Theme] = []
    for name in BundledThemes.names { themes.append(try theme(named: name)) }
    return themes
  }
}
