/// A request that an effect started; never used twice.
public struct RequestID: Hashable, Sendable {
  public let rawValue: Int

  public init(_ rawValue: Int) {
    self.rawValue = rawValue
  }
}

/// A watch that an effect opened; never used twice.
public struct WatchID: Hashable, Sendable {
  public let rawValue: Int

  public init(_ rawValue: Int) {
    self.rawValue = rawValue
  }
}
