/// Divides a length among parts by their shares, within their bounds.
enum LayoutDivision {
  struct Part: Hashable {
    var share: Int
    var least: Int
    var most: Int

    init(share: Int, least: Int = 0, most: Int = .max) {
      self.share = max(1, share)
      self.least = least
      self.most = max(least, most)
    }
  }

  /// - Returns: lengths whose sum is `length`. Shares whose sum is `length` and that lie within
  ///   their bounds come back as they are. Where the bounds can't be kept, shares alone decide.
  static func divide(_ length: Int, _ parts: [Part]) -> [Int] {
    guard length > 0, !parts.isEmpty else { return parts.map { _ in 0 } }
    guard parts.reduce(0, { $0 + $1.least }) <= length else {
      return spread(length, parts.map(\.share))
    }
    // As CSS distributes flexible lengths: those that hit a bound are settled, the rest share what
    // is left, until nobody hits one.
    var settled: [Int?] = parts.map { _ in nil }
    while true {
      let free = parts.indices.filter { settled[$0] == nil }
      let room = length - settled.reduce(0) { $0 + ($1 ?? 0) }
      guard !free.isEmpty else { break }
      let total = free.reduce(0) { $0 + parts[$1].share }
      func ideal(_ index: Int) -> Double {
        Double(room) * Double(parts[index].share) / Double(total)
      }
      func isShort(_ index: Int) -> Bool { ideal(index) < Double(parts[index].least) }
      func isLong(_ index: Int) -> Bool { ideal(index) > Double(parts[index].most) }
      let excess = free.reduce(0.0) { sum, index in
        let clamped = min(max(ideal(index), Double(parts[index].least)), Double(parts[index].most))
        return sum + clamped - ideal(index)
      }
      let victims = free.filter { excess >= 0 && isShort($0) || excess <= 0 && isLong($0) }
      if victims.isEmpty {
        for (index, piece) in zip(free, spread(room, free.map { parts[$0].share })) {
          settled[index] = piece
        }
        break
      }
      for index in victims {
        settled[index] = isShort(index) ? parts[index].least : parts[index].most
      }
    }
    var lengths = settled.map { $0 ?? 0 }
    // All are at their upper bound: the last takes what is left.
    lengths[lengths.count - 1] += length - lengths.reduce(0, +)
    return lengths
  }

  /// Each length is its exact part, rounded down or up, so that nothing is left over.
  private static func spread(_ length: Int, _ shares: [Int]) -> [Int] {
    let total = max(1, shares.reduce(0, +))
    var (sum, edge) = (0, 0)
    return shares.map { share in
      sum += share
      let next = (2 * length * sum + total) / (2 * total)
      defer { edge = next }
      return next - edge
    }
  }
}
