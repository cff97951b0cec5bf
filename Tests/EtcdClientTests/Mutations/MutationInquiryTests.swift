import EtcdAPI
import EtcdModel
import Testing

@testable import EtcdClient

@Suite struct MutationInquiryTests {
  /// The states of one key by the revision from which on it was so; nil is a delete.
  private typealias History = [(Revision, KeyValue?)]

  private static let put = PutRequest(key: Key("k"), value: [9])

  private func value(_ value: UInt8, _ revision: Revision, created: Revision = 3) -> KeyValue {
    KeyValue(key: Key("k"), value: [value], createRevision: created, modRevision: revision)
  }

  /// Asks a store with this history whose revision is `now`.
  private func resolve(
    _ mutation: Mutation, since: Revision, _ history: History, now: Revision,
    compacted: Revision = 0
  ) -> (resolution: Resolution, reads: Int) {
    func state(at revision: Revision) -> KeyValue? {
      history.last { $0.0 <= revision }?.1
    }
    var inquiry = MutationInquiry(mutation, since: since)
    let current = state(at: now)
    var step = inquiry.answered(
      TxnResponse(
        header: ResponseHeader(revision: now), succeeded: (current?.modRevision ?? 0) > since,
        responses: [.range(RangeResponse(keyValues: current.map { [$0] } ?? []))]))
    var reads = 0
    while true {
      switch step {
      case .resolved(let resolution): return (resolution, reads)
      case .read(let revision):
        reads += 1
        step =
          revision < compacted
          ? inquiry.compacted() : inquiry.found(state(at: revision), at: revision)
      }
    }
  }

  @Test("a key that was not written since tells that the put was not done")
  func untouched() {
    let (resolution, reads) = resolve(.put(Self.put), since: 5, [(3, value(1, 3))], now: 80)
    #expect(resolution == .notDone(asOf: 80))
    #expect(reads == 0)
  }

  @Test("a key that carries the value since then tells that the put was done")
  func done() {
    let (resolution, reads) = resolve(
      .put(Self.put), since: 5, [(3, value(1, 3)), (70, value(9, 70))], now: 80)
    #expect(resolution == .done(revision: 70))
    #expect(reads == 0)
  }

  @Test("the same value from before is no sign")
  func sameValueBefore() {
    let (resolution, _) = resolve(.put(Self.put), since: 5, [(3, value(9, 3))], now: 80)
    #expect(resolution == .notDone(asOf: 80))
  }

  @Test("what others wrote over it is looked through, newest first")
  func overwritten() {
    let others: History = [(3, value(1, 3)), (20, value(9, 20)), (30, value(2, 30))]
    #expect(
      resolve(.put(Self.put), since: 5, others + [(40, value(3, 40))], now: 80).resolution
        == .done(revision: 20))
    let foreign: History = [(3, value(1, 3)), (30, value(2, 30)), (40, value(3, 40))]
    let (resolution, reads) = resolve(.put(Self.put), since: 5, foreign, now: 80)
    #expect(resolution == .notDone(asOf: 80))
    #expect(reads == 2)
  }

  @Test("a key that does not exist may have been written and deleted since")
  func absent() {
    #expect(resolve(.put(Self.put), since: 5, [], now: 5).resolution == .notDone(asOf: 5))
    #expect(resolve(.put(Self.put), since: 5, [], now: 9).resolution == .notDone(asOf: 9))
    let deleted: History = [(7, value(9, 7, created: 7)), (8, nil)]
    #expect(resolve(.put(Self.put), since: 5, deleted, now: 9).resolution == .done(revision: 7))
    let (resolution, reads) = resolve(.put(Self.put), since: 5, [], now: 5000)
    #expect(resolution == .undetermined(reason: "too much was written since revision 5"))
    #expect(reads == MutationInquiry.maximumReads)
  }

  @Test("a compacted history is said to be so")
  func compacted() {
    let (resolution, _) = resolve(
      .put(Self.put), since: 5, [(3, value(1, 3)), (40, value(2, 40))], now: 80, compacted: 50)
    #expect(
      resolution == .undetermined(reason: "the history since revision 5 was compacted away"))
  }

  @Test("a put that keeps value or lease is known by the other")
  func keeping() {
    let leased = KeyValue(
      key: Key("k"), value: [1], createRevision: 3, modRevision: 20, lease: LeaseID(7))
    let changesLease = PutRequest(key: Key("k"), lease: LeaseID(7), keepsValue: true)
    #expect(
      resolve(.put(changesLease), since: 5, [(20, leased)], now: 80).resolution
        == .done(revision: 20))
    let changesValue = PutRequest(key: Key("k"), value: [2], keepsLease: true)
    #expect(
      resolve(.put(changesValue), since: 5, [(3, value(1, 3)), (20, leased)], now: 80).resolution
        == .notDone(asOf: 80))
  }

  @Test("a delete is known by its effect")
  func deletes() {
    let delete = Mutation.delete(Key("k"))
    let before: History = [(3, value(1, 3))]
    #expect(resolve(delete, since: 5, before, now: 80).resolution == .notDone(asOf: 80))
    #expect(
      resolve(delete, since: 5, before + [(9, value(2, 9))], now: 80).resolution
        == .notDone(asOf: 80))
    #expect(
      resolve(delete, since: 5, before + [(9, nil)], now: 80).resolution == .done(revision: nil))
    let again: History = before + [(9, nil), (11, value(2, 11, created: 11))]
    #expect(resolve(delete, since: 5, again, now: 80).resolution == .done(revision: nil))
  }
}
