/// Keys that were seen lately, wherever they were: hints for listing the levels that they lie in.
struct KnownKeys: Sendable {
  private static let limit = 2048
  private static let longest = 1024
  /// More do not make a listing cheaper.
  private static let hints = 256

  /// Sorted, each once.
  private var keys: [[UInt8]] = []

  mutating func insert(_ key: [UInt8]) {
    guard key.count <= Self.longest else { return }
    let index = lowerBound(key)
    guard index == keys.count || keys[index] != key else { return }
    keys.insert(key, at: index)
    // Every other one goes: what is left still says where keys are.
    guard keys.count > Self.limit else { return }
    keys = stride(from: 0, to: keys.count, by: 2).map { keys[$0] }
  }

  func keys(under prefix: [UInt8]) -> [[UInt8]] {
    let start = lowerBound(prefix)
    var found: [[UInt8]] = []
    for key in keys[start...] {
      guard found.count < Self.hints, key.starts(with: prefix) else { break }
      found.append(key)
    }
    return found
  }

  private func lowerBound(_ key: [UInt8]) -> Int {
    var low = 0
    var high = keys.count
    while low < high {
      let middle = (low + high) / 2
      if keys[middle].lexicographicallyPrecedes(key) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
