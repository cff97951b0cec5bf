public import EtcdModel

/// From when on a range is watched, and how.
public struct WatchOptions: Hashable, Sendable {
  /// Events that the server leaves out.
  public enum Filter: Hashable, Sendable { case puts, deletes }

  /// The first revision whose events are wanted, inclusive; nil means from now on.
  public var startRevision: Revision?
  public var excluding: Set<Filter>
  /// Also delivers the value before each event, where the server still has it.
  public var previousValues: Bool
  /// Asks the server for a bookmark while nothing happens (each 10 minutes by default).
  public var progressNotify: Bool
  /// Leaves a member that lost its leader (`hasleader`). Without it such a watch stays silent.
  public var requiresLeader: Bool
  /// Events and bytes of events that may wait for a slow consumer; more are dropped and counted
  /// in an `overflow` update. A replay brings 2 MiB of them at once, some 20,000 small ones.
  public var bufferedEvents: Int
  public var bufferedBytes: Int

  public init(
    startRevision: Revision? = nil, excluding: Set<Filter> = [],
    previousValues: Bool = false, progressNotify: Bool = false, requiresLeader: Bool = true,
    bufferedEvents: Int = 100_000, bufferedBytes: Int = 16 << 20
  ) {
    self.startRevision = startRevision
    self.excluding = excluding
    self.previousValues = previousValues
    self.progressNotify = progressNotify
    self.requiresLeader = requiresLeader
    self.bufferedEvents = bufferedEvents
    self.bufferedBytes = bufferedBytes
  }
}
