import EtcdModel
import Testing

@testable import Scenarios

@Suite("Checks of calls and resources")
struct CallChecksTests {
  private func put(_ value: UInt8, at revision: Revision, version: Int64 = 1) -> Event {
    Event(
      kind: .put,
      keyValue: KeyValue(
        key: Key("k"), value: [value], createRevision: 2, modRevision: revision, version: version))
  }

  private func call(
    _ value: UInt8, _ outcome: RecordedCall.Outcome, took: Duration = .zero
  ) -> RecordedCall {
    RecordedCall(
      puts: [Key("k"): [value]], outcome: outcome, startedAt: .now, took: took,
      timeout: .seconds(1))
  }

  private func isClean(_ calls: [RecordedCall], _ events: [Event]) -> Bool {
    CallChecks.atMostOnce(calls, in: StoreHistory(events: events)).isEmpty
  }

  @Test("what was done is there once, what failed is not there, what is unknown may be")
  func good() {
    let events = [put(1, at: 2), put(3, at: 3, version: 2)]
    #expect(isClean([call(1, .done(2)), call(2, .failed), call(3, .unknown)], events))
    #expect(isClean([call(1, .done(2)), call(3, .unknown), call(4, .unknown)], events))
  }

  @Test("a put that is there twice, not at all, elsewhere, or against its caller's word is told")
  func bad() {
    let twice = [put(1, at: 2), put(1, at: 3, version: 2)]
    #expect(!isClean([call(1, .done(2))], twice))
    #expect(!isClean([call(1, .unknown)], twice))
    #expect(!isClean([call(1, .done(2))], []))
    #expect(!isClean([call(1, .done(9))], [put(1, at: 2)]))
    #expect(!isClean([call(1, .failed)], [put(1, at: 2)]))
    #expect(!isClean([], [put(1, at: 2)]), "nobody put it")
  }

  @Test("versions tell of a put that no watch has told of, and start again after a delete")
  func versions() {
    #expect(!isClean([call(1, .done(2))], [put(1, at: 2, version: 2)]))
    let delete = Event(kind: .delete, keyValue: KeyValue(key: Key("k"), value: [], modRevision: 3))
    #expect(
      isClean([call(1, .done(2)), call(2, .done(4))], [put(1, at: 2), delete, put(2, at: 4)]))
  }

  @Test("a call that takes longer than it was given is told, but not for a busy machine's sake")
  func deadlines() {
    #expect(CallChecks.deadlines([call(1, .unknown, took: .milliseconds(1100))]).isEmpty)
    #expect(CallChecks.deadlines([call(1, .unknown, took: .seconds(4))]).count == 1)
  }

  @Test("connections, threads and memory that stay are leaks")
  func leaks() {
    let before = ResourceUsage(threads: 10, residentBytes: 100 << 20, connections: 0)
    func leaks(_ threads: Int, _ mebibytes: Int, _ connections: Int, records: Int = 0) -> Int {
      ResourceUsage(
        threads: threads, residentBytes: mebibytes << 20, connections: connections
      ).leaks(since: before, records: records).count
    }
    #expect(leaks(12, 120, 0) == 0)
    #expect(leaks(40, 120, 0) == 1)
    #expect(leaks(12, 300, 1) == 2)
    #expect(leaks(12, 300, 0, records: 50_000) == 0)
  }

  @Test("a seed makes the same faults again, of every kind and on every member")
  func plan() {
    var plans = [ChaosPlan(seed: 7, memberCount: 3), ChaosPlan(seed: 7, memberCount: 3)]
    let first = (0..<60).map { _ in plans[0].next() }
    #expect(first == (0..<60).map { _ in plans[1].next() })
    #expect(Set(first.map(\.fault)).count == 6)
    #expect(Set(first.flatMap(\.members)) == [0, 1, 2])
    #expect(first.contains { $0.members.count == 2 })
    #expect(first.allSatisfy { $0.members.count < 3 })
  }
}
