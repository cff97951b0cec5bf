import EtcdModel

/// A sample of keys that were seen lately, wherever: what is listed next starts from them.
struct KnownKeys: Sendable {
  private static let limit = 512

  /// In key order.
  private var keys: [[UInt8]] = []

  mutating func note(_ new: some Sequence<Key>) {
    var fresh = new.map(\.bytes)
    guard !fresh.isEmpty else { return }
    fresh += keys
    fresh.sort { $0.lexicographicallyPrecedes($1) }
    keys = []
    for key in fresh where key != keys.last { keys.append(key) }
    // Every other one goes: what is left still shows where keys are.
    while keys.count > Self.limit {
      keys = stride(from: 0, to: keys.count, by: 2).map { keys[$0] }
    }
  }

  func under(_ prefix: [UInt8]) -> [[UInt8]] { keys.filter { $0.starts(with: prefix) } }
}
