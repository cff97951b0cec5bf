/// How much two versions of a value differ.
public struct ValueChange: Hashable, Sendable {
  /// Lines of the shown format; nil where they were not compared, such as for large values.
  public var addedLines: Int?
  public var removedLines: Int?
  /// Bytes that the newer one has more.
  public var growth: Int

  public init(addedLines: Int? = nil, removedLines: Int? = nil, growth: Int) {
    self.addedLines = addedLines
    self.removedLines = removedLines
    self.growth = growth
  }

  /// Such as `+2 -1 lines`, `+14 B` or `same value`.
  public var words: String {
    guard let addedLines, let removedLines else {
      return growth == 0 ? "other bytes" : (growth > 0 ? "+\(growth) B" : "\(growth) B")
    }
    return addedLines + removedLines == 0 ? "same value" : "+\(addedLines) -\(removedLines) lines"
  }
}
