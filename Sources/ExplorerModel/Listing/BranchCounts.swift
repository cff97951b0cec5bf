import EtcdModel

/// Counts the keys of branches around one key of each, in windows that widen step by step to both
/// sides: a branch that turns out to be large is left with what was counted, before it has cost much.
struct BranchCounts: Hashable, Sendable {
  /// A branch with more keys than this is not counted to its end.
  static let enough = 20_000
  /// Two windows a branch.
  static let limit = ListRequest.mostWindows / 2
  /// Keys from which on windows widen slowly.
  private static let some = 500

  private struct Branch: Hashable, Sendable {
    let path: [UInt8]
    let key: [UInt8]
    /// What begins with so many bytes of the key is counted next.
    var depth: Int
    var keys = 0
    var isDone = false
    /// What was counted.
    var from: [UInt8]
    var to: [UInt8]

    init(path: [UInt8], key: [UInt8]) {
      self.path = path
      self.key = key
      depth = key.count
      from = key
      to = key
    }

    var next: KeyRange { .prefix(Array(key.prefix(max(depth, path.count)))) }
  }

  /// nil reads the current revision.
  let revision: Revision?
  private var branches: [Branch] = []
  private var asked: [Int] = []

  /// - Parameter branches: each with any key in it.
  init(_ branches: [(path: [UInt8], key: [UInt8])], revision: Revision?) {
    self.revision = revision
    self.branches = branches.prefix(Self.limit).map { Branch(path: $0.path, key: $0.key) }
  }

  var paths: [[UInt8]] { branches.map(\.path) }

  /// nil when all are counted.
  mutating func next() -> ListRequest? {
    asked = branches.indices.filter { !branches[$0].isDone }
    guard !asked.isEmpty else { return nil }
    let windows = asked.flatMap { index in
      let branch = branches[index]
      return [
        KeyRange(start: branch.next.start, end: branch.from),
        KeyRange(start: branch.to, end: branch.next.end),
      ].map { ListRequest.Window(range: $0, limit: 0) }
    }
    return ListRequest(windows: windows, revision: revision)
  }

  /// - Returns: what is known now of those that are done.
  mutating func receive(_ answer: RangeAnswer) -> [(path: [UInt8], count: KeyCount)] {
    var done: [(path: [UInt8], count: KeyCount)] = []
    for (place, index) in asked.enumerated() where 2 * place + 1 < answer.windows.count {
      var branch = branches[index]
      branch.keys += answer.windows[2 * place].count + answer.windows[2 * place + 1].count
      (branch.from, branch.to) = (branch.next.start, branch.next.end)
      let isWhole = branch.depth <= branch.path.count
      // Nothing lies behind a prefix of FF bytes: [0] is no start there.
      if isWhole || branch.keys > Self.enough || branch.to == [0] {
        branch.isDone = true
        done.append((branch.path, isWhole ? .exact(branch.keys) : .atLeast(branch.keys)))
      } else {
        branch.depth -= branch.keys > Self.some ? 1 : 2
      }
      branches[index] = branch
    }
    return done
  }
}
