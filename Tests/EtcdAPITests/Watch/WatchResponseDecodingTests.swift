import EtcdModel
import Testing

@testable import EtcdAPI

@Suite("Watch responses, which are read by hand")
struct WatchResponseDecodingTests {
  @Test("They are what protobuf-c reads", arguments: 0..<20 as Range<UInt64>)
  func agrees(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      let response = Self.response(using: &random)
      // A field that nobody knows yet goes by the way.
      let bytes = response.encoded() + Sample.field(15, [1, 2, 3])
      #expect(try WatchResponse(decoding: bytes) == response)
      #expect(try WatchResponse(unpacking: bytes) == response)
    }
  }

  @Test("They are refused as a whole when they are cut off within an event")
  func truncation() throws {
    let event = Event(kind: .put, keyValue: KeyValue(key: Key("key"), value: [1, 2, 3]))
    let whole = WatchResponse(events: [event]).encoded()
    let header = WatchResponse().encoded().count
    for length in header + 1..<whole.count {
      #expect(throws: MalformedMessage.self) {
        try WatchResponse(decoding: Array(whole[..<length]))
      }
    }
  }

  private static func response(using random: inout SeededGenerator) -> WatchResponse {
    WatchResponse(
      header: ResponseHeader(revision: .random(in: 0...Int64.max, using: &random)),
      watchID: .random(in: -1...9, using: &random), isCreated: .random(using: &random),
      isCanceled: .random(using: &random),
      compactRevision: .random(in: 0...Int64.max, using: &random),
      cancelReason: ["", "gone", "größer"].randomElement(using: &random) ?? "",
      isFragment: .random(using: &random),
      events: (0..<Int.random(in: 0..<5, using: &random)).map { _ in
        Event(
          kind: .random(using: &random) ? .put : .delete, keyValue: Sample.keyValue(using: &random),
          previous: .random(using: &random) ? Sample.keyValue(using: &random) : nil)
      })
  }
}
