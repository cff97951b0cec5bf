/// How a watch stands at one moment.
public struct WatchStatus: Hashable, Sendable {
  public enum State: Hashable, Sendable {
    /// The server has not taken it yet.
    case starting
    case running
    /// The stream broke, for this reason; the watch goes on where it was.
    case reconnecting(reason: String)
  }

  public var range: KeyRange
  public var state: State
  /// When the state began.
  public var since: ContinuousClock.Instant
  /// Who serves the watch, or served it last.
  public var endpoint: Endpoint?
  /// Streams that this watch and those beside it went through, the present one included.
  public var stream: Int
  /// The watch's id on the present stream.
  public var watchID: Int64?
  /// Everything up to here was received; nil before the watch began.
  public var revision: Revision?

  public init(
    range: KeyRange, state: State, since: ContinuousClock.Instant, endpoint: Endpoint? = nil,
    stream: Int = 0, watchID: Int64? = nil, revision: Revision? = nil
  ) {
    self.range = range
    self.state = state
    self.since = since
    self.endpoint = endpoint
    self.stream = stream
    self.watchID = watchID
    self.revision = revision
  }
}
