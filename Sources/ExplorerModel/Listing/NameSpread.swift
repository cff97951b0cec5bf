/// Cuts what follows a position into windows that are expected to hold equally many names, as the
/// names before it suggest.
struct NameSpread {
  /// What begins alike, and how many names of it are expected.
  private struct Part {
    var beginning: [UInt8]
    var names: Double
  }

  /// How far names behind the ones that were seen are taken to be like any others: they come in
  /// order, so that those ahead were not seen only because they are ahead.
  private static let evenness = 0.5

  private let shape: LevelShape
  /// Nothing from here on is of interest.
  private let bound: [UInt8]?
  private var namesPerWindow: Double
  private let limit: Int
  /// Behind it a branch goes on.
  private let end: UInt8
  private var ends: [[UInt8]] = []
  private var held = 0.0
  private var scale = 1.0

  /// - Parameters:
  ///   - position: as all here without the level's prefix.
  ///   - expected: names before the bound, where that is known.
  ///   - windows: at least about so many, for an empty one costs nothing, and never more.
  ///   - end: the byte behind a name.
  /// - Returns: where windows end; what follows the last one is not looked at yet.
  static func ends(
    of shape: LevelShape, from position: [UInt8], upTo bound: [UInt8]?, expected: Double?,
    namesPerWindow: Double, windows: ClosedRange<Int>, end: UInt8
  ) -> [[UInt8]] {
    var spread = NameSpread(
      shape: shape, bound: bound, namesPerWindow: namesPerWindow,
      limit: windows.upperBound, end: end)
    let parts = spread.parts(behind: position)
    let sum = parts.reduce(0) { $0 + spread.namesBeforeBound($1) }
    if let expected { spread.scale = sum > 0 ? expected / sum : 1 }
    spread.namesPerWindow = min(namesPerWindow, sum * spread.scale / Double(windows.lowerBound))
    for part in parts where !spread.isDone { spread.take(part) }
    return spread.ends
  }

  private init(
    shape: LevelShape, bound: [UInt8]?, namesPerWindow: Double, limit: Int, end: UInt8
  ) {
    self.end = end
    self.shape = shape
    self.bound = bound
    self.namesPerWindow = namesPerWindow
    self.limit = limit
  }

  private var isDone: Bool { ends.count >= limit }

  private func isBehind(_ beginning: [UInt8]) -> Bool {
    bound.map { !beginning.lexicographicallyPrecedes($0) } ?? false
  }

  /// What follows the position, in key order: what begins with it, then its siblings, then its
  /// parent's, and so on.
  private func parts(behind position: [UInt8]) -> [Part] {
    let last = shape.lastName ?? []
    let shared = zip(position, last).prefix { $0 == $1 }.count
    var levels: [[Part]] = []
    // Names expected behind the beginning of the position, where none was seen yet.
    var unseen = 1.0
    for depth in 0..<min(position.count, NameModel.depth) {
      let beginning = Array(position[..<depth])
      var shares = shape.following(beginning)
      var density = unseen
      if depth <= shared, depth < last.count {
        let even = Self.evenness / Double(max(1, shares.count))
        shares = shares.map { ($0.byte, depth == 0 ? even : (1 - Self.evenness) * $0.share + even) }
        let passed = shares.reduce(0.0) { sum, share in
          share.byte < last[depth]
            ? sum + share.share : share.byte == last[depth] ? sum + share.share / 2 : sum
        }
        density = shape.count(ofDepth: depth) / max(passed, 1e-9)
      }
      levels.append(
        shares.filter { $0.byte > position[depth] }
          .map { Part(beginning: beginning + [$0.byte], names: density * $0.share) })
      unseen = density * (shares.first { $0.byte == position[depth] }?.share ?? 0)
    }
    if position.count < NameModel.depth, !last.starts(with: position) {
      levels.append([Part(beginning: position, names: unseen)])
    }
    return levels.reversed().flatMap { $0 }
  }

  private func children(of part: Part) -> [Part] {
    shape.following(part.beginning).map {
      Part(beginning: part.beginning + [$0.byte], names: part.names * $0.share)
    }
  }

  private func namesBeforeBound(_ part: Part) -> Double {
    guard let bound else { return part.names }
    if isBehind(part.beginning) { return 0 }
    guard bound.starts(with: part.beginning), part.beginning.count < NameModel.depth
    else { return part.names }
    return children(of: part).reduce(0) { $0 + namesBeforeBound($1) }
  }

  private mutating func take(_ part: Part) {
    guard !isDone, !isBehind(part.beginning) else { return }
    let names = part.names * scale
    guard names > namesPerWindow, part.beginning.count < NameModel.depth,
      part.beginning.last != end
    else {
      if held + names > namesPerWindow, held > 0 {
        ends.append(part.beginning)
        held = 0
      }
      held += names
      return
    }
    for child in children(of: part) { take(child) }
  }
}
