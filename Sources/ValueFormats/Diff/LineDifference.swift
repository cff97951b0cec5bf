import EtcdModel

/// The shortest way from one list of lines to another, by Myers' algorithm, within bounds: what
/// differs too much is taken out and put in as a whole.
struct LineDifference {
  enum Step: Hashable {
    /// In both: indices of the old and the new one.
    case both(Int, Int)
    case removed(Int)
    case added(Int)
  }

  /// Lines taken out or put in that are still looked for: the cost grows with its square.
  private static let editLimit = 500

  private(set) var steps: [Step] = []

  init<Line: Equatable>(from old: [Line], to new: [Line]) {
    var start = 0
    while start < min(old.count, new.count), old[start] == new[start] { start += 1 }
    var tail = 0
    while tail < min(old.count, new.count) - start,
      old[old.count - 1 - tail] == new[new.count - 1 - tail]
    {
      tail += 1
    }
    steps = (0..<start).map { .both($0, $0) }
    steps += Self.middle(old[start..<old.count - tail], new[start..<new.count - tail])
    steps += (0..<tail).map { .both(old.count - tail + $0, new.count - tail + $0) }
  }

  var added: Int { steps.count { if case .added = $0 { true } else { false } } }
  var removed: Int { steps.count { if case .removed = $0 { true } else { false } } }

  private static func middle<Line: Equatable>(
    _ old: ArraySlice<Line>, _ new: ArraySlice<Line>
  ) -> [Step] {
    guard !old.isEmpty, !new.isEmpty, let traces = traces(old, new) else {
      return old.indices.map { .removed($0) } + new.indices.map { .added($0) }
    }
    return walkBack(traces, old, new)
  }

  /// For each number of edits how far each diagonal gets; nil when there are too many edits.
  /// Diagonal `k` of row `d` is at `k + d`.
  private static func traces<Line: Equatable>(
    _ old: ArraySlice<Line>, _ new: ArraySlice<Line>
  ) -> [[Int]]? {
    var traces: [[Int]] = []
    var before = [0]
    for edits in 0...min(editLimit, old.count + new.count) {
      var row = [Int](repeating: 0, count: 2 * edits + 1)
      for diagonal in stride(from: -edits, through: edits, by: 2) {
        var x = edits == 0 ? 0 : furthest(before, edits, diagonal)
        var y = x - diagonal
        while x < old.count, y < new.count, old[old.startIndex + x] == new[new.startIndex + y] {
          x += 1
          y += 1
        }
        row[diagonal + edits] = x
        if x >= old.count, y >= new.count { return traces + [row] }
      }
      traces.append(row)
      before = row
    }
    return nil
  }

  /// Where a diagonal of this row begins: one line down or right of the better neighbour.
  private static func furthest(_ before: [Int], _ edits: Int, _ diagonal: Int) -> Int {
    let below = diagonal - 1 + edits - 1
    let above = diagonal + 1 + edits - 1
    if diagonal == -edits { return before[above] }
    if diagonal == edits { return before[below] + 1 }
    return before[below] < before[above] ? before[above] : before[below] + 1
  }

  private static func walkBack<Line>(
    _ traces: [[Int]], _ old: ArraySlice<Line>, _ new: ArraySlice<Line>
  ) -> [Step] {
    var steps: [Step] = []
    var (x, y) = (old.count, new.count)
    for edits in stride(from: traces.count - 1, through: 1, by: -1) {
      let diagonal = x - y
      let start = furthest(traces[edits - 1], edits, diagonal)
      while x > start {
        x -= 1
        y -= 1
        steps.append(.both(old.startIndex + x, new.startIndex + y))
      }
      let isDown = diagonal == -edits || diagonal != edits && isBetterAbove(traces, edits, diagonal)
      if isDown {
        y -= 1
        steps.append(.added(new.startIndex + y))
      } else {
        x -= 1
        steps.append(.removed(old.startIndex + x))
      }
    }
    while x > 0 {
      x -= 1
      steps.append(.both(old.startIndex + x, new.startIndex + x))
    }
    return steps.reversed()
  }

  private static func isBetterAbove(_ traces: [[Int]], _ edits: Int, _ diagonal: Int) -> Bool {
    let before = traces[edits - 1]
    return before[diagonal - 1 + edits - 1] < before[diagonal + 1 + edits - 1]
  }
}
