import EtcdModel

/// A key at a revision; without one, as it is now.
public struct ValuePoint: Hashable, Sendable {
  public var key: Key
  public var revision: Revision?

  public init(key: Key, revision: Revision? = nil) {
    self.key = key
    self.revision = revision
  }
}

/// Two values to compare.
public struct ValueComparison: Hashable, Sendable {
  /// nil is the version before `to`.
  public var from: ValuePoint?
  public var to: ValuePoint

  public init(from: ValuePoint?, to: ValuePoint) {
    self.from = from
    self.to = to
  }
}

/// What the value pane shows of its key.
public enum ValueSubject: Hashable, Sendable {
  /// Its value, live; or as it was at a revision.
  case value(at: Revision?)
  case comparison(ValueComparison)

  /// What happens now changes nothing about it.
  public var isPast: Bool { self != .value(at: nil) }
}
