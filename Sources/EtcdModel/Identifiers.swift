/// A revision of the key-value store: one number for the whole keyspace, raised by every write.
public typealias Revision = Int64

/// A raft member's id; shown as lower-case hex, as etcdctl does. 0 means "none".
public struct MemberID: Hashable, Sendable, Comparable, CustomStringConvertible {
  public let rawValue: UInt64

  public init(_ rawValue: UInt64) {
    self.rawValue = rawValue
  }

  public static func < (left: MemberID, right: MemberID) -> Bool { left.rawValue < right.rawValue }

  public var description: String { String(rawValue, radix: 16) }
}

/// The id that every member of one cluster shares; shown as lower-case hex.
public struct ClusterID: Hashable, Sendable, CustomStringConvertible {
  public let rawValue: UInt64

  public init(_ rawValue: UInt64) {
    self.rawValue = rawValue
  }

  public var description: String { String(rawValue, radix: 16) }
}

/// A lease's id; shown as lower-case hex. 0 means "no lease".
public struct LeaseID: Hashable, Sendable, CustomStringConvertible {
  public let rawValue: Int64

  public init(_ rawValue: Int64) {
    self.rawValue = rawValue
  }

  public static let none = LeaseID(0)

  public var description: String { String(UInt64(bitPattern: rawValue), radix: 16) }
}
