/// Where windows end while nothing is known about the names of a level.
enum WindowSweep {
  /// An empty window costs the server nothing, so the first that is not should hold little. Finest
  /// where hashes begin.
  private static let bounds = [
    "0", "0001", "001", "01", "1", "3", ":", "A", "a", "b", "c", "d", "e", "f", "g", "i", "l", "n",
    "p", "r", "s", "u", "{",
  ].map { Array($0.utf8) }

  /// The next few: so much of a level is walked at most to find its first name. None lies behind the
  /// last of the known ones before that was reached: by then there is probably a name to go by.
  static func bounds(after name: [UInt8], of known: [[UInt8]]) -> [[UInt8]] {
    let ahead = (known + bounds).filter { name.lexicographicallyPrecedes($0) }
      .sorted { $0.lexicographicallyPrecedes($1) }
    guard let last = known.last(where: { name.lexicographicallyPrecedes($0) })
    else { return Array(ahead.prefix(4)) }
    return Array(ahead.prefix { !last.lexicographicallyPrecedes($0) }.prefix(4))
  }
}
