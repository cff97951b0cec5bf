/// One name of a level as a listing found it.
public struct LevelEntry: Hashable, Sendable {
  /// A branch's ends with the delimiter.
  public var name: [UInt8]
  public var isBranch: Bool
  /// Of keys under a branch, where the listing learned it by the way.
  public var count: KeyCount?
  /// The first key under a branch, or some other where that is not known: they make its listing
  /// cheap.
  public var firstKey: [UInt8]?
  public var someKey: [UInt8]?

  public init(
    name: [UInt8], isBranch: Bool, count: KeyCount? = nil, firstKey: [UInt8]? = nil
  ) {
    self.firstKey = firstKey
    self.name = name
    self.isBranch = isBranch
    self.count = count
  }
}

extension [LevelEntry] {
  /// Of entries in the order of their names, those behind a name; all of them when there is none.
  public func behind(_ name: [UInt8]?) -> ArraySlice<LevelEntry> {
    guard let name else { return self[...] }
    return drop { !name.lexicographicallyPrecedes($0.name) }
  }
}
