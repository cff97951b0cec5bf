import EtcdModel

/// One watch that the user opened.
public struct WatchEntry: Hashable, Sendable {
  public enum Phase: Hashable, Sendable {
    case opening
    case live(Endpoint)
    case disconnected(reason: String)
    case ended(EtcdError)
  }

  public let id: WatchID
  /// Its number on the screen, as in `w1`; the lowest free one.
  public let number: Int
  /// What the user asked for: a prefix, or one key.
  public let target: [UInt8]
  public let isPrefix: Bool
  public internal(set) var phase = Phase.opening
  /// The last revision that was delivered whole.
  public internal(set) var revision: Revision = 0
  public internal(set) var events = 0
  /// Events that were lost, by gaps in history whose size is not known and by overflow.
  public internal(set) var overflowed = 0
  public internal(set) var rate = EventRate()

  public var range: KeyRange { isPrefix ? .prefix(target) : .single(Key(target)) }
}

/// All watches in one list of rows, newest first.
public struct WatchesPane: Sendable {
  public internal(set) var entries: [WatchEntry] = []
  /// What is shown. While paused, new rows wait in `held`.
  public internal(set) var rows = BoundedRing<WatchRow>(capacity: 2000)
  public internal(set) var held = BoundedRing<WatchRow>(capacity: 2000)
  public internal(set) var isPaused = false
  public internal(set) var cursor = ListCursor()

  public init() {}
}

/// Events in each of the last 60 seconds.
public struct EventRate: Hashable, Sendable {
  /// Newest last.
  public internal(set) var perSecond: [Int] = []
  public var perMinute: Int { perSecond.reduce(0, +) }
}
