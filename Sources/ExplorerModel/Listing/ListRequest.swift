import EtcdModel

/// Windows of a listing that are read together: a Range without values, or several in one Txn.
public struct ListRequest: Hashable, Sendable {
  public struct Window: Hashable, Sendable {
    public var range: KeyRange
    /// The most keys to return; 0 only counts.
    public var limit: Int

    public init(range: KeyRange, limit: Int) {
      self.range = range
      self.limit = limit
    }
  }

  /// In key order, apart from each other.
  public var windows: [Window]
  /// nil reads the current revision.
  public var revision: Revision?
  /// Any member may answer from its own store, without asking the quorum.
  public var serializable: Bool

  /// The most operations that etcd takes in one Txn by default (`--max-txn-ops`).
  public static let mostWindows = 128

  public init(windows: [Window], revision: Revision? = nil, serializable: Bool = true) {
    self.windows = windows
    self.revision = revision
    self.serializable = serializable
  }

  public init(range: KeyRange, limit: Int, revision: Revision? = nil, serializable: Bool = true) {
    self.init(
      windows: [Window(range: range, limit: limit)], revision: revision,
      serializable: serializable)
  }
}

/// What the server says about the windows of a `ListRequest`.
public struct RangeAnswer: Hashable, Sendable {
  /// Of a `RangeResponse`.
  public struct Window: Hashable, Sendable {
    /// In key order; at most the window's limit.
    public var keys: [Key]
    /// All keys of the range, returned or not: what the server walked.
    public var count: Int

    public init(keys: [Key], count: Int) {
      self.keys = keys
      self.count = count
    }
  }

  /// One for each window that was asked for, in their order.
  public var windows: [Window]
  /// Of the response header, or the one that was asked for.
  public var revision: Revision

  public init(windows: [Window], revision: Revision) {
    self.windows = windows
    self.revision = revision
  }

  public init(keys: [Key], count: Int, revision: Revision) {
    self.init(windows: [Window(keys: keys, count: count)], revision: revision)
  }
}
