import EtcdAPI
import Testing

@testable import EtcdClient

@Suite struct SnapshotSplitterTests {
  private static let content = Array(UInt8(0)..<100)
  private static let checksum = [UInt8](repeating: 0xCC, count: 32)

  /// Feeds content and checksum in pieces of one size.
  private func split(_ bytes: [UInt8], by size: Int) -> (content: [UInt8], checksum: [UInt8]?) {
    var splitter = SnapshotSplitter()
    var content: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      let end = min(start + size, bytes.count)
      content += splitter.take(
        SnapshotResponse(
          remainingBytes: UInt64(bytes.count - end), blob: Array(bytes[start..<end])))
    }
    return (content, splitter.end())
  }

  @Test("tells content from checksum wherever the pieces are cut")
  func cuts() {
    for size in 1...140 {
      let (content, checksum) = split(Self.content + Self.checksum, by: size)
      #expect(content == Self.content, "pieces of \(size)")
      #expect(checksum == Self.checksum, "pieces of \(size)")
    }
  }

  @Test("a stream that ends before its end has no checksum")
  func short() {
    #expect(SnapshotSplitter().end() == nil)
    #expect(split(Self.checksum, by: 10).checksum == nil, "a checksum of nothing")
    var cut = SnapshotSplitter()
    _ = cut.take(SnapshotResponse(remainingBytes: 5, blob: Self.content))
    #expect(cut.end() == nil)
  }

  @Test("progress counts what came and what is to come, however much a server claims")
  func progress() {
    var splitter = SnapshotSplitter()
    _ = splitter.take(SnapshotResponse(remainingBytes: 900, blob: Self.content))
    #expect(splitter.progress == SnapshotProgress(received: 100, total: 1000))
    _ = splitter.take(SnapshotResponse(remainingBytes: .max, blob: [1]))
    #expect(splitter.progress.total == .max)
  }
}
