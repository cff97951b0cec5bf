import ExplorerModel
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
    save(name + "\n", to: "theme", what: "the theme is")
  }

  /// How the screen was left; what can't be read or understood is as good as not there.
  var layout: LayoutMemory {
    guard let folder, let (bytes, _) = try? UserFile.read(folder + "/layout", limit: 1 << 16) else {
      return LayoutMemory()
    }
    return LayoutMemory(text: String(decoding: bytes, as: UTF8.self))
  }

  /// - Returns: a sentence when it could not be saved.
  func saveLayout(_ memory: LayoutMemory) -> String? {
    save(memory.text, to: "layout", what: "the layout is")
  }

  /// Keys and prefixes marked in a cluster, by the name it goes by.
  func bookmarks(of cluster: String) -> [[UInt8]] {
    guard let folder, let text = try? TextFile.read(folder + "/" + Self.bookmarkFile(cluster))
    else { return [] }
    return text.split(separator: "\n").prefix(Self.bookmarkLimit).compactMap { Self.bytes(hex: $0) }
  }

  /// - Returns: a sentence when they could not be saved.
  func saveBookmarks(_ paths: [[UInt8]], of cluster: String) -> String? {
    let lines = paths.prefix(Self.bookmarkLimit).map { Self.hex($0) + "\n" }
    return save(lines.joined(), to: Self.bookmarkFile(cluster), what: "bookmarks are")
  }

  /// What this user was never told yet; nothing where it could not be remembered.
  var unseenHints: Set<FirstHint> {
    guard let folder else { return [] }
    let seen = (try? TextFile.read(folder + "/hints")) ?? ""
    return Set(FirstHint.allCases).subtracting(
      seen.split(separator: "\n").compactMap { FirstHint(rawValue: String($0)) })
  }

  /// A hint that could not be remembered is said again: nothing to complain about.
  func saveSeen(_ hint: FirstHint) {
    let seen = Set(FirstHint.allCases).subtracting(unseenHints).union([hint])
    let lines = seen.map(\.rawValue).sorted().map { $0 + "\n" }
    _ = save(lines.joined(), to: "hints", what: "hints are")
  }

  private static let bookmarkLimit = 1000

  /// Names of clusters may hold anything; names of files may not.
  private static func bookmarkFile(_ cluster: String) -> String {
    "bookmarks-" + hex(Array(cluster.utf8.prefix(80)))
  }

  private func save(_ text: String, to name: String, what: String) -> String? {
    guard let folder else { return "HOME is not set, so \(what) not remembered" }
    do {
      try Folder.make(folder)
      try PrivateFile.write(Array(text.utf8), to: folder + "/" + name)
      return nil
    } catch {
      return "\(what) not remembered: \(error)"
    }
  }

  /// Keys are any bytes, so lines hold their hexadecimal digits.
  private static func hex(_ bytes: [UInt8]) -> String {
    bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }

  private static func bytes(hex: Substring) -> [UInt8]? {
    let digits = hex.compactMap(\.hexDigitValue)
    guard digits.count == hex.count, digits.count.isMultiple(of: 2) else { return nil }
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(16 * digits[$0] + digits[$0 + 1]) }
  }
}
