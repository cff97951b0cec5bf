/// The newest elements of a stream, at most `capacity`; what falls out is counted.
public struct BoundedRing<Element: Sendable>: Sendable {
  public let capacity: Int
  /// Elements that are gone because newer ones needed the room.
  public private(set) var dropped = 0
  private var storage: [Element] = []
  /// Where the oldest element is, once the ring is full.
  private var oldest = 0

  public init(capacity: Int) {
    self.capacity = max(1, capacity)
  }

  public var count: Int { storage.count }
  public var isEmpty: Bool { storage.isEmpty }

  public mutating func append(_ element: Element) {
    if storage.count < capacity {
      storage.append(element)
    } else {
      storage[oldest] = element
      oldest = (oldest + 1) % capacity
      dropped += 1
    }
  }

  /// Counts elements that were lost before they came here.
  mutating func countDropped(_ lost: Int) {
    dropped += lost
  }

  /// 0 is the newest.
  public subscript(newest index: Int) -> Element {
    storage[(oldest + storage.count - 1 - index) % storage.count]
  }

  public mutating func removeAll() {
    storage = []
    oldest = 0
    dropped = 0
  }
}
