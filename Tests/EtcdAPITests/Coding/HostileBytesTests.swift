import EtcdAPI
import EtcdModel
import Testing

@Suite("Hostile bytes")
struct HostileBytesTests {
  @Test("A message cut off anywhere is refused or read as far as whole fields go")
  func truncation() throws {
    let whole = Sample.txnResponse.encoded()
    for length in whole.indices {
      let cut = Array(whole[..<length])
      if let read = try? TxnResponse(decoding: cut) {
        #expect(read.responses.count <= Sample.txnResponse.responses.count)
      }
    }
    #expect(throws: MalformedMessage.self) { try TxnResponse(decoding: whole.dropLast()) }
  }

  @Test("A field longer than the message is refused, however long", arguments: lengths)
  func hugeLength(length: [UInt8]) {
    for type in Sample.types {
      #expect(throws: MalformedMessage.self) { try type.init(decoding: [0x0A] + length) }
      #expect(throws: MalformedMessage.self) { try type.init(decoding: [0x7A] + length + [0]) }
    }
  }

  static let lengths: [[UInt8]] = [
    [0x05], [0xFF, 0x7F], [0xFF, 0xFF, 0xFF, 0xFF, 0x07], [0xFF, 0xFF, 0xFF, 0xFF, 0x0F],
    [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
    Array(repeating: 0xFF, count: 20),
  ]

  @Test("Random bytes are read or refused by every message", arguments: 0..<20 as Range<UInt64>)
  func randomBytes(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      let bytes = (0..<Int.random(in: 0..<64, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      for type in Sample.types { _ = try? type.init(decoding: bytes) }
    }
  }

  @Test("Messages with a few bytes changed are read or refused", arguments: 0..<20 as Range<UInt64>)
  func mutatedBytes(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      var bytes = Sample.txnResponse.encoded()
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      for type in Sample.types { _ = try? type.init(decoding: bytes) }
    }
  }

  @Test("Transactions nested a little are read, nested without end refused")
  func nesting() throws {
    var request = TxnRequest()
    for _ in 0..<20 { request = TxnRequest(success: [.txn(request)]) }
    #expect(try TxnRequest(decoding: request.encoded()) == request)

    let deep = Sample.nested(levels: 100_000)
    #expect(throws: MalformedMessage(message: "TxnResponse", problem: "it is nested too deep")) {
      try TxnResponse(decoding: deep)
    }
  }

  @Test("The same field merged again and again is refused before it costs the square of its size")
  func merging() {
    // A piece whose range response comes 200 000 times with one key each.
    let part = Sample.field(1, Sample.field(2, []))
    let bytes = Array(repeatElement(part, count: 200_000).joined())
    #expect(throws: MalformedMessage.self) { try RangeStreamResponse(decoding: bytes) }
  }

  @Test("A number that is no event type is refused; an alarm of a newer server is kept")
  func unknownNumbers() throws {
    let event = Sample.field(11, [0x08, 9])
    #expect(throws: MalformedMessage.self) { try WatchResponse(decoding: event) }
    let alarm = Sample.field(2, [0x10, 9])
    #expect(try AlarmResponse(decoding: alarm).alarms.map(\.kind) == [.other(9)])
  }

  @Test("A transaction's answer without its operation is refused")
  func missingOperation() {
    #expect(throws: MalformedMessage.self) { try TxnResponse(decoding: Sample.field(3, [])) }
  }
}
