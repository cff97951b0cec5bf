import EtcdAPI
import EtcdModel
import Testing

@Suite("Scanning a Range answer")
struct RangeScanTests {
  @Test("A scan sees what decoding sees", arguments: 0..<10 as Range<UInt64>)
  func agrees(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let response = RangeResponse(
      header: ResponseHeader(clusterID: ClusterID(1), memberID: MemberID(2), revision: 3),
      keyValues: (0..<100).map { _ in KeyValue.random(using: &random) }, more: true, count: 1000)

    var keys: [[UInt8]] = []
    var entries: [RangeEntry] = []
    let summary = try RangeResponse.scan(response.encoded()) { key, entry in
      keys.append(key.indices.map { key[$0] })
      entries.append(entry)
    }

    #expect(keys == response.keyValues.map(\.key.bytes))
    #expect(entries.map(\.createRevision) == response.keyValues.map(\.createRevision))
    #expect(entries.map(\.modRevision) == response.keyValues.map(\.modRevision))
    #expect(entries.map(\.version) == response.keyValues.map(\.version))
    #expect(entries.map(\.lease) == response.keyValues.map(\.lease))
    #expect(entries.map(\.valueSize) == response.keyValues.map(\.value.count))
    #expect(summary.header == response.header)
    #expect(summary.more)
    #expect(summary.count == 1000)
    #expect(summary.keyValues.isEmpty)
  }

  @Test("Bytes that are no Range answer are refused", arguments: [[0x12, 5], [0x12, 2, 0x0A, 9]])
  func malformed(bytes: [UInt8]) {
    #expect(throws: MalformedMessage.self) { try RangeResponse.scan(bytes) { _, _ in } }
  }

  @Test("Random bytes are scanned or refused", arguments: 0..<10 as Range<UInt64>)
  func randomBytes(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<2_000 {
      var bytes = RangeResponse(keyValues: [Sample.keyValue, Sample.keyValue]).encoded()
      bytes[Int.random(in: bytes.indices, using: &random)] = .random(in: 0...255, using: &random)
      _ = try? RangeResponse.scan(bytes) { _, _ in }
    }
  }
}

extension KeyValue {
  fileprivate static func random(using random: inout SeededGenerator) -> KeyValue {
    func bytes(_ limit: Int) -> [UInt8] {
      (0..<Int.random(in: 0..<limit, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
    }
    return KeyValue(
      key: Key(bytes(60)), value: bytes(300), createRevision: .random(in: 0...99, using: &random),
      modRevision: .random(in: .min ... .max, using: &random),
      version: .random(in: 0...9, using: &random),
      lease: LeaseID(.random(in: .min ... .max, using: &random)))
  }
}
