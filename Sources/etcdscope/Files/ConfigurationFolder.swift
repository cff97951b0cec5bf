import Configuration
import Platform

/// The user's settings and themes: `etcdscope` in the XDG configuration folder.
enum ConfigurationFolder {
  static var path: String? { XDGFolder.configuration.path.map { $0 + "/etcdscope" } }

  /// Where the settings are looked for when no other file is named.
  static var settingsFile: String? { path.map { $0 + "/config.json5" } }

  static var themesFolder: String? { path.map { $0 + "/themes" } }

  /// - Parameter named: a file that must be there; nil for the usual one, which need not be.
  static func settings(named: String?) throws(FileError) -> ConfigurationFile? {
    guard let path = named ?? settingsFile,
      named != nil || UserFile.fingerprint(path) != nil
    else { return nil }
    let content: (bytes: [UInt8], isPrivate: Bool)
    do throws(SystemError) {
      content = try UserFile.read(path)
    } catch {
      throw FileError(file: path, problem: "can't be used: \(error)")
    }
    return try ConfigurationFile(content.bytes, path: path, isPrivate: content.isPrivate)
  }

  /// The bundled themes and those of the folder; what can't be read is as good as not there.
  static func themes() -> ThemeCatalog {
    ThemeCatalog(
      own: themeFiles.compactMap { name, path in
        guard let (bytes, _) = try? UserFile.read(path) else { return nil }
        return UserTheme(name: name, path: path, bytes: bytes)
      })
  }

  /// Different when a theme file was written, added or removed.
  static func themesFingerprint() -> [String: String] {
    Dictionary(uniqueKeysWithValues: themeFiles.map { ($1, UserFile.fingerprint($1) ?? "") })
  }

  /// More are not looked at.
  private static let mostThemes = 200

  private static var themeFiles: [(name: String, path: String)] {
    guard let themesFolder else { return [] }
    return Folder.names(in: themesFolder).sorted().prefix(mostThemes).compactMap { file in
      guard let ending = [".json", ".json5"].first(where: file.hasSuffix) else { return nil }
      return (String(file.dropLast(ending.count)), "\(themesFolder)/\(file)")
    }
  }
}
