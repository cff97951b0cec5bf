/// Bytes on their way, each chunk with the time before which it must not arrive. Keeps their order
/// even when the delay shrinks meanwhile.
struct DelayLine {
  private struct Chunk {
    var bytes: ArraySlice<UInt8>
    var due: ContinuousClock.Instant
  }

  private var chunks: [Chunk] = []
  private var head = 0
  private(set) var byteCount = 0

  var isEmpty: Bool { byteCount == 0 }

  /// When the next bytes may go; nil when there are none.
  var nextDue: ContinuousClock.Instant? {
    head < chunks.count ? chunks[head].due : nil
  }

  /// Copies the bytes, so that a few of them don't keep a large buffer alive.
  mutating func push(_ bytes: ArraySlice<UInt8>, due: ContinuousClock.Instant) {
    guard !bytes.isEmpty else { return }
    let last = chunks.count > head ? chunks[chunks.count - 1].due : due
    chunks.append(Chunk(bytes: ArraySlice(Array(bytes)), due: max(last, due)))
    byteCount += bytes.count
  }

  /// The next bytes that may go now.
  func due(at now: ContinuousClock.Instant) -> ArraySlice<UInt8>? {
    guard head < chunks.count, chunks[head].due <= now else { return nil }
    return chunks[head].bytes
  }

  /// Drops the first bytes of what `due` gave.
  mutating func consume(_ count: Int) {
    guard head < chunks.count else { return }
    byteCount -= count
    chunks[head].bytes = chunks[head].bytes.dropFirst(count)
    guard chunks[head].bytes.isEmpty else { return }
    head += 1
    if head == chunks.count || head > 256 {
      chunks.removeFirst(head)
      head = 0
    }
  }
}
