import Themes

/// A theme file of the user.
public struct UserTheme: Hashable, Sendable {
  /// The file's name without its ending: what the user chooses it by.
  public var name: String
  public var path: String
  public var bytes: [UInt8]

  public init(name: String, path: String, bytes: [UInt8]) {
    self.name = name
    self.path = path
    self.bytes = bytes
  }
}

/// The themes that a user can choose from: the bundled ones and their own, which go first where
/// the names are the same.
public struct ThemeCatalog: Hashable, Sendable {
  public static let bundled = ThemeCatalog()

  private let own: [UserTheme]

  /// - Parameter own: files that need not be right; each is read when it is asked for.
  public init(own: [UserTheme] = []) {
    self.own = own.sorted { $0.name < $1.name }
  }

  /// The bundled ones in the order of the picker, then the user's own.
  public var names: [String] {
    BundledThemes.names + own.map(\.name).filter { !BundledThemes.names.contains($0) }
  }

  /// Where a theme's file lies; nil for one that is part of the program.
  public func path(of name: String) -> String? { own.first { $0.name == name }?.path }

  /// - Throws: `FileError` with the place of a mistake, or naming the themes there are when `name`
  ///   is none of them.
  public func theme(named name: String) throws(FileError) -> Theme {
    guard let file = try file(named: name) else {
      throw FileError(
        file: "theme \"\(name)\"", problem: "does not exist; choose one of \(list)")
    }
    return try theme(named: name, of: file)
  }

  /// A theme of a file that need not lie in the folder.
  public func theme(
    named name: String, path: String, bytes: [UInt8]
  ) throws(FileError) -> Theme {
    try theme(named: name, of: ThemeFile(bytes, file: path))
  }

  /// A bundled theme.
  public static func theme(named name: String) throws(FileError) -> Theme {
    try bundled.theme(named: name)
  }

  /// Nobody inherits over more steps than this; a circle does.
  private static let longestLine = 8

  private func theme(named name: String, of file: ThemeFile) throws(FileError) -> Theme {
    var line = [file]
    var (child, parent) = (name, file.inherits)
    while let reader = parent {
      let name = try reader.string()
      guard line.count < Self.longestLine else { throw reader.error("leads round in a circle") }
      // The user's variant of a bundled theme may have its name.
      guard let ancestor = try self.file(named: name, isOwn: name != child) else {
        throw reader.error("is \"\(name)\", which does not exist; choose one of \(list)")
      }
      line.append(ancestor)
      (child, parent) = (name, ancestor.inherits)
    }
    let layers = try ThemeLayers(line.reversed())
    return Theme(
      name: name, about: layers.about, glyphs: layers.glyphs, entries: layers.entries)
  }

  private func file(named name: String, isOwn: Bool = true) throws(FileError) -> ThemeFile? {
    if isOwn, let own = own.first(where: { $0.name == name }) {
      return try ThemeFile(own.bytes, file: own.path)
    }
    return try BundledThemes.source(named: name).map { bytes throws(FileError) in
      try ThemeFile(bytes, file: "\(name).json")
    }
  }

  private var list: String { names.joined(separator: ", ") }
}
