import EtcdModel

/// A watch that keeps an expanded branch, and everything opened in it, up to date.
struct LiveWatch: Sendable {
  /// Events in one second that rows still follow; more turns into a notice.
  static let stormLimit = 2000
  /// A branch without keys of its own is followed when it is known to hold at most this many.
  static let smallBranch = 20_000
  /// The most watches at once.
  static let limit = 8

  let id: WatchID
  let branch: Int
  var isLive = false
  var eventsThisSecond = 0
}
