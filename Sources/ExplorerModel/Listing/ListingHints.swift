import EtcdModel

/// Keys that are probably under a level, from what was seen before: they only choose windows, and a
/// wrong one costs a request.
///
/// A branch that is known to exist is confirmed by reading that one key, so that however many keys
/// it holds, they are not walked; and no window before it reaches into it.
struct ListingHints: Hashable, Sendable {
  /// More branches than this are thinned out: each costs two windows.
  private static let limit = 64
  private static let several = 4

  struct Branch: Hashable, Sendable {
    var path: [UInt8]
    var key: [UInt8]
  }

  /// Probably the first key, until it was tried.
  private var firstKey: [UInt8]?
  /// In order; those behind the position have been dropped.
  private var branches: [Branch] = []
  /// Where windows end until the first name is found: just below the names that several hints share
  /// the beginning of. Without the prefix; empty when they say nothing.
  private(set) var ladder: [[UInt8]] = []
  /// All of several known keys lie in one branch: there is probably no other.
  let namesOneBranch: Bool
  /// There are probably no others than those.
  let isComplete: Bool

  /// - Parameter keys: sorted.
  init(
    prefix: [UInt8], delimiter: Delimiter, firstKey: [UInt8]? = nil, keys: [[UInt8]] = [],
    isComplete: Bool = false
  ) {
    var known = 0
    self.firstKey = firstKey.flatMap { $0.starts(with: prefix) ? $0 : nil }
    for key in keys where key.starts(with: prefix) {
      known += 1
      guard let end = delimiter.segmentEnd(in: key, from: prefix.count),
        !key[..<end].elementsEqual(branches.last?.path ?? [])
      else { continue }
      branches.append(Branch(path: Array(key[..<end]), key: key))
    }
    self.isComplete = isComplete && !branches.isEmpty
    namesOneBranch = branches.count == 1 && known >= Self.several
    if branches.count > Self.limit, !isComplete {
      let all = branches
      branches = (0..<Self.limit).map { all[$0 * (all.count - 1) / (Self.limit - 1)] }
    }
    ladder = Self.ladder(
      branches.map { Array($0.path.dropFirst(prefix.count).dropLast(delimiter.bytes.count)) })
  }

  /// The first key, once the listing has not passed it.
  mutating func takeFirstKey(from position: [UInt8]) -> [UInt8]? {
    defer { firstKey = nil }
    return firstKey.flatMap { $0.lexicographicallyPrecedes(position) ? nil : $0 }
  }

  /// The known branch that begins exactly at the position.
  mutating func takeBranch(at position: [UInt8]) -> Branch? {
    branches.removeFirst(
      branches.prefix { $0.path.lexicographicallyPrecedes(position) }.count)
    guard let next = branches.first, next.path == position else { return nil }
    return branches.removeFirst()
  }

  func nextBranch(after position: [UInt8]) -> [UInt8]? {
    branches.first { position.lexicographicallyPrecedes($0.path) }?.path
  }

  /// `ns-0042` and `ns-0977`: `ns-`, then `ns-0000`.
  private static func ladder(_ names: [[UInt8]]) -> [[UInt8]] {
    guard names.count > 1, let first = names.first, let last = names.last else { return [] }
    let shared = zip(first, last).prefix { $0 == $1 }.count
    guard shared > 0 else { return [] }
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    let head = first.prefix(shared).prefix { !digits.contains($0) }
    guard !head.isEmpty else { return [] }
    let numbers = first.dropFirst(head.count).prefix { digits.contains($0) }
    let low = head + [UInt8](repeating: digits.lowerBound, count: numbers.count)
    guard low.count > head.count else { return [Array(head)] }
    return [Array(head), Array(low), low.dropLast() + [UInt8(ascii: "1")]]
  }
}
