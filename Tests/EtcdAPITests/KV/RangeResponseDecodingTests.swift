import EtcdModel
import Testing

@testable import EtcdAPI

@Suite("Answers of Range and Txn, which are read by hand")
struct RangeResponseDecodingTests {
  @Test("They are what protobuf-c reads", arguments: 0..<20 as Range<UInt64>)
  func agrees(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      let range = Self.range(using: &random)
      // A field that nobody knows yet goes by the way.
      var bytes = range.encoded() + Sample.field(15, [1, 2, 3])
      #expect(try RangeResponse(decoding: bytes) == range)
      #expect(try RangeResponse(unpacking: bytes) == range)

      let txn = TxnResponse(
        header: range.header, succeeded: .random(using: &random),
        responses: Sample.txnResponse.responses.shuffled(using: &random) + [.range(range)])
      bytes = txn.encoded() + Sample.field(15, [1, 2, 3])
      #expect(try TxnResponse(decoding: bytes) == txn)
      #expect(try TxnResponse(unpacking: bytes) == txn)
    }
  }

  @Test("They are refused as a whole when they are cut off within a key")
  func truncation() throws {
    let whole = RangeResponse(keyValues: [Sample.keyValue]).encoded()
    let header = RangeResponse().encoded().count
    for length in header + 1..<whole.count {
      #expect(throws: MalformedMessage.self) {
        try RangeResponse(decoding: Array(whole[..<length]))
      }
    }
  }

  private static func range(using random: inout SeededGenerator) -> RangeResponse {
    RangeResponse(
      header: ResponseHeader(
        clusterID: ClusterID(random.next()), revision: .random(in: 0...Int64.max, using: &random)),
      keyValues: (0..<Int.random(in: 0..<5, using: &random)).map { _ in
        Sample.keyValue(using: &random)
      }, more: .random(using: &random), count: .random(in: 0...Int64.max, using: &random))
  }
}
