/// A set of bytes in 32 bytes.
struct ByteSet: Hashable, Sendable {
  private var words = SIMD4<UInt64>()

  init() {}

  init(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { insert(byte) }
  }

  func contains(_ byte: UInt8) -> Bool {
    words[Int(byte >> 6)] & (1 << UInt64(byte & 63)) != 0
  }

  /// - Returns: true when it was not there.
  @discardableResult
  mutating func insert(_ byte: UInt8) -> Bool {
    let isNew = !contains(byte)
    words[Int(byte >> 6)] |= 1 << UInt64(byte & 63)
    return isNew
  }

  func union(_ other: ByteSet) -> ByteSet {
    var union = self
    union.words |= other.words
    return union
  }

  /// In ascending order.
  var bytes: [UInt8] { (0...UInt8.max).filter(contains) }
}
