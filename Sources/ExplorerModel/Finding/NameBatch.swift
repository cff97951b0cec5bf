/// Names of one level, copied out of it so that they can be looked at off the screen's path.
public struct NameBatch: Hashable, Sendable {
  /// More bytes than that wait for the next batch: it is what one step may hold of the path.
  static let byteLimit = 1 << 19

  /// What stands before each name.
  let prefix: [UInt8]
  private(set) var bytes: [UInt8] = []
  /// Where each name ends in `bytes`.
  private(set) var ends: [Int] = []

  init(prefix: [UInt8]) {
    self.prefix = prefix
  }

  var count: Int { ends.count }
  var isFull: Bool { bytes.count >= Self.byteLimit }

  mutating func reserve(_ count: Int) {
    ends.reserveCapacity(count)
  }

  /// Names that follow each other in `bytes`.
  ///
  /// - Parameter lengths: theirs; in all, the number of the bytes.
  mutating func append(_ bytes: ArraySlice<UInt8>, lengths: [Int]) {
    self.bytes += bytes
    var end = ends.last ?? 0
    for length in lengths {
      end += length
      ends.append(end)
    }
  }
}

/// Which names of a batch match, asked by `Effect.matchNames`.
public struct MatchQuestion: Hashable, Sendable {
  let pattern: NamePattern
  let names: NameBatch
  /// Which of them fits best is asked as well.
  let wantsBest: Bool
}

public struct MatchAnswer: Hashable, Sendable {
  struct Best: Hashable, Sendable {
    var path: [UInt8]
    var score: Int
  }

  /// One for each name.
  fileprivate(set) var matches: [Bool]
  fileprivate(set) var best: Best?
}

extension MatchQuestion {
  /// Costs the bytes of the names, times the length of a regular expression.
  ///
  /// - Returns: the beginning of the answer when it is cancelled.
  public func answer(isCancelled: () -> Bool = { false }) -> MatchAnswer {
    var matcher = pattern.matcher(after: names.prefix)
    var answer = MatchAnswer(matches: matcher.matches(in: names, isCancelled))
    if wantsBest { answer.best = best(of: answer.matches) }
    return answer
  }

  private func best(of matches: [Bool]) -> MatchAnswer.Best? {
    var best: MatchAnswer.Best?
    var start = 0
    for (end, isMatch) in zip(names.ends, matches) {
      defer { start = end }
      guard isMatch else { continue }
      let score = pattern.score(names.prefix, names.bytes.span, from: start, to: end)
      guard score > best?.score ?? .min else { continue }
      best = .init(path: names.prefix + names.bytes[start..<end], score: score)
    }
    return best
  }
}
