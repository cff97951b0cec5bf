/// A key of the flat etcd keyspace: any bytes, compared byte by byte as the server does.
///
/// Never a `String`: keys that are not UTF-8 are ordinary keys.
public struct Key: Hashable, Sendable, Comparable {
  public let bytes: [UInt8]

  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  public init(_ text: String) {
    self.bytes = Array(text.utf8)
  }

  public static func < (left: Key, right: Key) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}
