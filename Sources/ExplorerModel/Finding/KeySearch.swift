public import EtcdModel

/// A search on the server: every key of a prefix, and on request every value, against a pattern.
public struct KeySearch: Hashable, Sendable {
  /// More matches than that end it.
  public static let limit = ListOverlay.limit

  public var prefix: [UInt8]
  public var pattern: NamePattern
  public var searchesValues: Bool

  public init(prefix: [UInt8], pattern: NamePattern, searchesValues: Bool = false) {
    self.prefix = prefix
    self.pattern = pattern
    self.searchesValues = searchesValues
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
