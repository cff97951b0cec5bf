/// What cuts a key into the segments of the tree: one or more bytes, or none for a flat list.
public struct Delimiter: Hashable, Sendable {
  public let bytes: [UInt8]

  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  public static let slash = Delimiter([UInt8(ascii: "/")])

  /// Where the segment of `key` that begins at `start` ends, its delimiter included; nil when the
  /// rest of the key is a leaf.
  ///
  /// A delimiter at the very start of a key belongs to its first segment: `/registry/pods` is
  /// `/registry/` and `pods`, as an operator reads it.
  func segmentEnd(in key: [UInt8], from start: Int) -> Int? {
    guard !bytes.isEmpty else { return nil }
    var index = start
    if start == 0, matches(key, at: 0) { index = bytes.count }
    while index + bytes.count <= key.count {
      if matches(key, at: index) { return index + bytes.count }
      index += 1
    }
    return nil
  }

  /// The innermost branch that the key lies in or is; empty for the whole keyspace.
  func branch(of key: [UInt8]) -> [UInt8] {
    var end = 0
    while let next = segmentEnd(in: key, from: end) { end = next }
    return Array(key[..<end])
  }

  private func matches(_ key: [UInt8], at index: Int) -> Bool {
    guard index + bytes.count <= key.count else { return false }
    for offset in bytes.indices where key[index + offset] != bytes[offset] { return false }
    return true
  }
}
