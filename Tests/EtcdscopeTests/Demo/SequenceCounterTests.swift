import EtcdAPI
import EtcdModel
import Testing

@testable import etcdscope

@Suite("Counters of the demo")
struct SequenceCounterTests {
  @Test("each success counts one up, guarded by the revision that it made")
  func counting() throws {
    var counter = SequenceCounter("orders")
    for number in 1...3 {
      let request = counter.request
      let guardian = try #require(request.compares.first)
      #expect(guardian.target == .modRevision(number == 1 ? 0 : Revision(number + 99)))
      guard case .put(let put)? = request.success.first else { throw NoPut() }
      #expect(put.key == Key("/sequences/orders"))
      #expect(SequenceCounter.number(in: put.value) == Int64(number))
      counter.handle(
        TxnResponse(header: ResponseHeader(revision: Revision(number + 100)), succeeded: true))
    }
  }

  @Test("a write whose outcome is unknown is sent again as it was")
  func unknownOutcome() {
    let counter = SequenceCounter("orders")
    #expect(counter.request == counter.request)
  }

  @Test("a failed guard tells where the counter really is")
  func resolution() {
    var counter = SequenceCounter("orders")
    counter.handle(found([keyValue(number: 7, revision: 42)]))
    #expect(counter.number == 7)
    #expect(counter.request.compares.first?.target == .modRevision(42))
  }

  @Test("a deleted or overwritten counter counts on from where it was")
  func tampering() {
    var counter = SequenceCounter("orders")
    counter.handle(found([keyValue(number: 7, revision: 42)]))
    counter.handle(found([]))
    #expect(counter.number == 7)
    #expect(counter.request.compares.first?.target == .modRevision(0))
    var foreign = keyValue(number: 1, revision: 50)
    foreign.value = Array("nonsense".utf8)
    counter.handle(found([foreign]))
    #expect(counter.number == 7)
    #expect(counter.request.compares.first?.target == .modRevision(50))
  }

  private struct NoPut: Error {}

  private func keyValue(number: Int, revision: Revision) -> KeyValue {
    KeyValue(
      key: Key("/sequences/orders"),
      value: Array(#"{"sequence":"orders","number":\#(number)}"#.utf8), createRevision: 1,
      modRevision: revision, version: 1, lease: .none)
  }

  private func found(_ keyValues: [KeyValue]) -> TxnResponse {
    TxnResponse(succeeded: false, responses: [.range(RangeResponse(keyValues: keyValues))])
  }
}
