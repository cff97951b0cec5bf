/// The user's configuration file: JSON5 with any option by its name, and profiles of the same.
///
///     { theme: "nord", profile: "local", profiles: { local: { endpoints: "127.0.0.1:2379" } } }
///
/// And keys by the id of what they do: `keys: { "pane.zoom": ["F9"], "theme.pick": [] }`, and layouts:
/// `layouts: { mine: { columns: ["keys", "value"] } }`.
public struct ConfigurationFile: Hashable, Sendable {
  /// An option's value as the command line would write it.
  struct Value: Hashable {
    var text: String
    /// File, line and key.
    var place: String
  }

  /// The settings of one cluster.
  struct Profile: Hashable {
    var name: String
    var values: [String: Value]
  }

  public let path: String
  let values: [String: Value]
  /// The one to take when none is asked for.
  let defaultProfile: String?
  let keys: [KeySetting]
  let layouts: [LayoutSetting]
  private let profiles: [Profile]

  /// - Parameter isPrivate: nobody but its owner may read the file; without that it may hold no
  ///   password.
  /// - Throws: `FileError` with the line of a key that is unknown or can't have such a value.
  public init(
    _ bytes: some Sequence<UInt8>, path: String, isPrivate: Bool
  ) throws(FileError) {
    let root = JSON5Reader(try JSON5.parse(bytes, file: path), file: path)
    let names = Set(CommandOption.all.filter(\.isSetting).map(\.name))
    try root.allow(names.union(["profile", "profiles", "keys", "layouts"]))
    self.path = path
    values = try Self.values(root, isPrivate)
    keys = try root["keys"].map(Self.keys) ?? []
    var layouts: [LayoutSetting] = []
    for (name, reader) in try root["layouts"]?.members() ?? [] {
      layouts.append(try LayoutSetting(name: name, reader))
    }
    self.layouts = layouts
    var profiles: [Profile] = []
    for (name, reader) in try root["profiles"]?.members() ?? [] {
      try reader.allow(names)
      profiles.append(Profile(name: name, values: try Self.values(reader, isPrivate)))
    }
    self.profiles = profiles
    let list = Self.choices(profiles)
    defaultProfile = try root["profile"].map { reader throws(FileError) in
      try reader.choice({ name in profiles.first { $0.name == name }?.name }, list)
    }
  }

  public var profileNames: [String] { profiles.map(\.name) }

  /// nil for the empty name.
  func profile(named name: String) throws(UsageError) -> Profile? {
    if name.isEmpty { return nil }
    guard let profile = profiles.first(where: { $0.name == name }) else {
      throw UsageError("\(path) has no profile \"\(name)\"; write \(Self.choices(profiles))")
    }
    return profile
  }

  private static func keys(_ reader: JSON5Reader) throws(FileError) -> [KeySetting] {
    var settings: [KeySetting] = []
    for (action, member) in try reader.members() {
      var keys: [String] = []
      if case .string(let key) = member.json.value {
        keys = [key]
      } else {
        for element in try member.elements() { keys.append(try element.string()) }
      }
      settings.append(KeySetting(action: action, keys: keys, place: place(of: member)))
    }
    return settings
  }

  private static func place(of member: JSON5Reader) -> String {
    "\(member.file):\(member.json.line): \(member.path)"
  }

  private static func choices(_ profiles: [Profile]) -> String {
    profiles.isEmpty
      ? "one that you add under profiles"
      : "one of \(profiles.map(\.name).joined(separator: ", "))"
  }

  private static func values(
    _ reader: JSON5Reader, _ isPrivate: Bool
  ) throws(FileError) -> [String: Value] {
    var values: [String: Value] = [:]
    for (name, member) in try reader.members() {
      guard let option = CommandOption.named(name), option.isSetting else { continue }
      if option.isSecret, !isPrivate {
        throw member.error(
          "stands in a file that others may read; run chmod 600 \(reader.file)")
      }
      values[name] = Value(
        text: try text(member, of: option), place: place(of: member))
    }
    return values
  }

  private static func text(
    _ reader: JSON5Reader, of option: CommandOption
  ) throws(FileError) -> String {
    switch reader.json.value {
    case .string(let text) where option.metavar != nil: return text
    case .bool(let isOn) where option.metavar == nil: return String(isOn)
    case .array where option.isList:
      var texts: [String] = []
      for element in try reader.elements() { texts.append(try element.string()) }
      return texts.joined(separator: ",")
    default:
      let kind =
        option.metavar == nil
        ? "true or false"
        : option.isList ? "a text in quotes or a list of them" : "a text in quotes"
      throw reader.error("must be \(kind)")
    }
  }
}
