import EtcdModel

/// One window of a listing: a Range without values.
public struct ListRequest: Hashable, Sendable {
  public var range: KeyRange
  /// The most keys to return; 0 with `countOnly`.
  public var limit: Int
  public var countOnly: Bool
  /// nil reads the current revision.
  public var revision: Revision?
  /// Any member may answer from its own store, without asking the quorum.
  public var serializable: Bool

  public init(
    range: KeyRange, limit: Int, countOnly: Bool = false, revision: Revision? = nil,
    serializable: Bool = true
  ) {
    self.range = range
    self.limit = limit
    self.countOnly = countOnly
    self.revision = revision
    self.serializable = serializable
  }
}

/// What a `RangeResponse` says about a window.
public struct RangeAnswer: Hashable, Sendable {
  /// In key order; at most the request's limit.
  public var keys: [Key]
  /// All keys of the range, returned or not: what the server walked.
  public var count: Int
  /// Of the response header, or the one that was asked for.
  public var revision: Revision

  public init(keys: [Key], count: Int, revision: Revision) {
    self.keys = keys
    self.count = count
    self.revision = revision
  }
}
