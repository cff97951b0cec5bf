import EtcdModel

/// Chooses how far a window reaches and how many keys it returns.
struct WindowPlanner: Hashable, Sendable {
  private let levelEnd: [UInt8]?

  init(prefix: [UInt8]) {
    let end = prefix.isEmpty ? [0] : KeyRange.prefixEnd(prefix)
    levelEnd = end == [0] ? nil : end
  }

  /// nil for the end of the level.
  func windowEnd(from position: [UInt8]) -> [UInt8]? { levelEnd }

  func limit(remaining: Int) -> Int { max(1, remaining) }

  mutating func learn(_ window: ListedWindow, limit: Int) {}
}
