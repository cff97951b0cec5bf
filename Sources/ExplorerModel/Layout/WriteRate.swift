import EtcdModel

/// How fast the store's revision grows, which is how many writes a second there are.
public struct WriteRate: Hashable, Sendable {
  static let window = 60
  /// What the rate is an average of.
  private static let span = 10

  /// Of whole seconds, oldest first, at most 60; nil where no member answered.
  public private(set) var perSecond: [Double?] = []
  private var newest: Revision?
  private var counted: Revision?

  public init() {}

  /// Of the last seconds; nil while nothing is known.
  public var current: Double? {
    let known = perSecond.suffix(Self.span).compactMap(\.self)
    return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
  }

  /// - Parameter revision: nil when no member answers.
  mutating func note(_ revision: Revision?) {
    guard let revision else {
      newest = nil
      return
    }
    newest = max(newest ?? revision, revision)
  }

  mutating func pass(seconds: Int) {
    var rate: Double?
    if let newest, let counted { rate = Double(max(0, newest - counted)) / Double(max(1, seconds)) }
    counted = newest
    for _ in 0..<min(seconds, Self.window) { perSecond.append(rate) }
    perSecond.removeFirst(max(0, perSecond.count - Self.window))
  }
}
