import EtcdModel

/// Where the user is in the keyspace: what going back comes back to.
struct Location: Hashable, Sendable {
  /// The prefix that the tree begins at.
  var root: [UInt8]
  var filter: String
  /// The selected key or branch.
  var path: [UInt8]?
  /// What the value pane shows.
  var key: Key?

  /// Whether coming from the other one took more than moving the cursor.
  func isElsewhere(than other: Location) -> Bool {
    root != other.root || filter != other.filter || key != other.key
  }
}

/// The locations before and after the one where the user is, as a browser keeps them.
struct LocationHistory: Sendable {
  /// Older locations are forgotten.
  static let limit = 100

  private var before: [Location] = []
  private var after: [Location] = []

  /// The user goes somewhere new from here.
  mutating func leave(_ location: Location) {
    after = []
    guard before.last != location else { return }
    before.append(location)
    before.removeFirst(max(0, before.count - Self.limit))
  }

  /// The location to go to; nil at the end of what is known.
  mutating func goBack(from here: Location) -> Location? {
    guard let location = before.popLast() else { return nil }
    after.append(here)
    return location
  }

  mutating func goForward(from here: Location) -> Location? {
    guard let location = after.popLast() else { return nil }
    before.append(here)
    return location
  }
}
