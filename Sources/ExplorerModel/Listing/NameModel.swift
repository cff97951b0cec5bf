/// Which bytes follow which in the names of a level: words are made of syllables that come again, so
/// names that were seen tell where others probably are.
///
/// Of use where names are no numbers: it only chooses windows.
struct NameModel: Hashable, Sendable {
  /// More names do not make it better.
  private static let enough = 4096
  /// How much a shorter context weighs beside what was seen behind a longer one.
  private static let smoothing = 1.0
  /// Names are told apart early.
  static let depth = NameSpace.positions

  /// By the bytes before and the byte, and by the bytes before alone.
  private var pairs: [UInt32: Double] = [:]
  private var totals: [UInt32: Double] = [:]
  private var seen = ByteSet()
  private(set) var names = 0

  mutating func learn(_ name: [UInt8], end: UInt8) {
    guard names < Self.enough else { return }
    names += 1
    var context: (UInt8, UInt8) = (0, 0)
    for byte in name.prefix(Self.depth) + [end] {
      seen.insert(byte)
      for order in 0...2 {
        let key = Self.key(context, order)
        pairs[key | UInt32(byte), default: 0] += 1
        totals[key, default: 0] += 1
      }
      context = (context.1, byte)
    }
  }

  /// How probable each byte is behind a beginning of a name, in the order of the bytes.
  ///
  /// - Parameter alphabet: what else may come.
  func following(_ beginning: some BidirectionalCollection<UInt8>, alphabet: [UInt8]) -> [(
    byte: UInt8, share: Double
  )] {
    let bytes = beginning.suffix(2)
    let context = (bytes.count > 1 ? bytes.first ?? 0 : 0, bytes.last ?? 0)
    let keys = (0...2).map { Self.key(context, $0) }
    let sums = keys.map { totals[$0] ?? 0 }
    let all = seen.union(ByteSet(alphabet)).bytes
    let uniform = 1 / Double(max(1, all.count))
    return all.map { byte in
      var share = uniform
      for (key, sum) in zip(keys, sums) {
        let count = sum > 0 ? pairs[key | UInt32(byte)] ?? 0 : 0
        share = (count + Self.smoothing * share) / (sum + Self.smoothing)
      }
      return (byte, share)
    }
  }

  private static func key(_ context: (UInt8, UInt8), _ order: Int) -> UInt32 {
    let before: UInt32 =
      switch order {
      case 0: 0
      case 1: UInt32(context.1) << 8
      default: UInt32(context.0) << 16 | UInt32(context.1) << 8
      }
    return UInt32(order) << 24 | before
  }
}
