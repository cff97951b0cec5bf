/// A range of keys in etcd's own terms: `key` and `range_end` of a request.
///
/// `end` empty means the one key `start`; `end == [0]` means from `start` to the last key.
public struct KeyRange: Hashable, Sendable {
  /// The first key, inclusive. etcd refuses an empty start, so `[0]` stands for the very first key.
  public let start: [UInt8]
  /// `range_end`, exclusive.
  public let end: [UInt8]

  public init(start: [UInt8], end: [UInt8]) {
    self.start = start
    self.end = end
  }

  /// The one key.
  public static func single(_ key: Key) -> KeyRange {
    KeyRange(start: key.bytes, end: [])
  }

  /// Every key that begins with `prefix`; the empty prefix is the whole keyspace.
  public static func prefix(_ prefix: [UInt8]) -> KeyRange {
    guard !prefix.isEmpty else { return .all }
    return KeyRange(start: prefix, end: prefixEnd(prefix))
  }

  /// The whole keyspace.
  public static let all = KeyRange(start: [0], end: [0])

  /// The `range_end` that closes a prefix: its last byte below FF raised by one, what follows cut
  /// off. A prefix of FF bytes only has no end, which etcd writes as `[0]`.
  public static func prefixEnd(_ prefix: [UInt8]) -> [UInt8] {
    var end = prefix
    while let last = end.last {
      if last < 0xFF {
        end[end.count - 1] = last + 1
        return end
      }
      end.removeLast()
    }
    return [0]
  }

  public func contains(_ key: Key) -> Bool {
    if end.isEmpty { return key.bytes == start }
    if key.bytes.lexicographicallyPrecedes(start) { return false }
    return end == [0] || key.bytes.lexicographicallyPrecedes(end)
  }
}
