import EtcdModel

extension ExplorerState {
  /// The server refused to list everything: what the user may read is known from the roles, else from
  /// the profile, else it is tried where the user was before.
  mutating func showAccess(_ ranges: [KeyRange], _ id: RequestID) -> [Effect] {
    var known = ranges
    if known.isEmpty, !options.prefixes.isEmpty {
      known = options.prefixes.map { .prefix($0) }
      say("The server does not tell what you may read: the profile's prefixes are shown.")
    } else if known.isEmpty {
      known = bookmarks.map { .prefix($0) }
      say(
        "The server does not tell what you may read: "
          + (known.isEmpty
            ? "o tries a key or prefix." : "your bookmarks are tried, o tries more."),
        .warning)
    }
    return changeTree { $0.show(known, id, $1, &$2) }
  }
}
