/// The newest elements up to a capacity, and how many older ones gave way.
public struct Ring<Element> {
  public let capacity: Int
  /// Elements that were overwritten since the last ``take()``.
  public private(set) var lost = 0
  private var elements: [Element] = []
  /// Where the oldest is once the ring is full.
  private var oldest = 0

  /// `capacity` is at least 1.
  public init(capacity: Int) { self.capacity = max(1, capacity) }

  public mutating func append(_ element: Element) {
    if elements.count < capacity {
      elements.append(element)
    } else {
      elements[oldest] = element
      oldest = (oldest + 1) % capacity
      lost += 1
    }
  }

  /// Empties the ring: oldest first.
  public mutating func take() -> (elements: [Element], lost: Int) {
    defer { self = Ring(capacity: capacity) }
    return (Array(elements[oldest...] + elements[..<oldest]), lost)
  }
}

extension Ring: Sendable where Element: Sendable {}
