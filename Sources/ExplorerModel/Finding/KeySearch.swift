public import EtcdModel

/// A search on the server: every key of a prefix, and on request every value, against a pattern.
public struct KeySearch: Hashable, Sendable {
  public var prefix: [UInt8]
  public var pattern: NamePattern
  public var searchesValues: Bool
  /// More matches than that end it.
  public var limit: Int

  public init(
    prefix: [UInt8], pattern: NamePattern, searchesValues: Bool = false,
    limit: Int = ListOverlay.limit
  ) {
    self.prefix = prefix
    self.pattern = pattern
    self.searchesValues = searchesValues
    self.limit = limit
  }

  /// What was found since the last such report, and what all of it has cost.
  public struct Progress: Hashable, Sendable {
    public var found: [Key] = []
    /// Keys that were compared.
    public var compared = 0
    public var entriesWalked = 0
    public var requests = 0
    public var isComplete = false

    public init() {}
  }
}
