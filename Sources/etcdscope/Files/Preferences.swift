import Platform

/// What the explorer remembers between two runs, in the user's state folder.
struct Preferences: Sendable {
  /// nil when there is no home to keep it in.
  let folder: String?

  /// The theme chosen last; nil when there is none. May name a theme that is gone.
  var theme: String? {
    guard let folder, let text = try? TextFile.read(folder + "/theme") else { return nil }
    return text.split(separator: "\n").first.map(String.init)
  }

  /// - Returns: a sentence when it could not be saved.
  func saveTheme(_ name: String) -> String? {
    guard let folder else { return "HOME is not set, so the theme is not remembered" }
    do {
      try Folder.make(folder)
      try PrivateFile.write(Array((name + "\n").utf8), to: folder + "/theme")
      return nil
    } catch {
      return "the theme is not remembered: \(error)"
    }
  }
}
