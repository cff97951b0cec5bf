import EtcdModel
import Testing

@testable import ExplorerModel

@Suite("A key's history")
struct KeyHistoryTests {
  private let key = Key("/k")

  private func put(_ revision: Revision, version: Int64 = 1, created: Revision? = nil) -> Event {
    Event(
      kind: .put,
      keyValue: KeyValue(
        key: key, value: Array("r\(revision)".utf8), createRevision: created ?? revision,
        modRevision: revision, version: version))
  }

  private func delete(_ revision: Revision) -> Event {
    Event(kind: .delete, keyValue: KeyValue(key: key, value: [], modRevision: revision))
  }

  private func take(_ history: inout KeyHistory, _ updates: WatchUpdate...) {
    for update in updates {
      history.take(update) { ValueChange(growth: $1.value.count - $0.value.count) }
    }
  }

  private let started = WatchUpdate.started(revision: 0, endpoint: .test)

  @Test("It is complete when it has come to the version that the key has now")
  func present() {
    var history = KeyHistory(key: key)
    history.began(put(9, version: 2, created: 5).keyValue, at: 20)
    take(&history, started, .events([put(5)], revision: 5))
    #expect(!history.isComplete && !history.mayBeComplete)
    take(&history, .events([put(9, version: 2, created: 5)], revision: 9))
    #expect(history.isComplete)
    #expect(history.versions.map(\.revision) == [5, 9])
    #expect(history.versions.map { $0.change != nil } == [false, true])
    #expect(history.lossWords == nil)
  }

  @Test("A key that is absent is never surely complete, and not before its delete has come")
  func absent() {
    var history = KeyHistory(key: key)
    history.began(nil, at: 20)
    #expect(!history.mayBeComplete)
    take(&history, started)
    #expect(history.mayBeComplete)
    take(&history, .events([put(5)], revision: 5))
    #expect(!history.mayBeComplete)
    take(&history, .events([delete(6), put(8), delete(9)], revision: 9))
    #expect(history.mayBeComplete && !history.isComplete)
    #expect(history.versions.map(\.change) == [nil, nil, nil, nil])
    take(&history, .disconnected(reason: "gone", endpoint: .test))
    #expect(!history.mayBeComplete)
  }

  @Test("What compaction took is said exactly: the last version that it left tells its number")
  func compacted() {
    var history = KeyHistory(key: key)
    history.began(put(4, version: 3, created: 2).keyValue, at: 20)
    take(&history, started)
    history.compacted(10, base: put(4, version: 3, created: 2).keyValue)
    #expect(history.isComplete)
    #expect(history.hasBase)
    #expect(
      history.lossWords
        == "Compacted up to revision 10: versions 1 to 2 are gone; whether it lived before"
        + " revision 2 is not known.")
    history.compacted(10, base: nil)
    #expect(
      history.lossWords
        == "Compacted up to revision 10: the key did not exist then, whether before is not known.")
  }

  @Test("Of a key that was compacted while it was read, nothing is said that was not seen")
  func compactedMeanwhile() {
    var history = KeyHistory(key: key)
    history.began(put(30, version: 5, created: 2).keyValue, at: 40)
    take(&history, started)
    history.compacted(10, base: nil, isKnown: false)
    #expect(history.versions.isEmpty && !history.isComplete)
    #expect(
      history.lossWords
        == "Compacted up to revision 10 and meanwhile further: what the key held there is not known."
    )
    history.compacted(35, base: nil, isKnown: false)
    #expect(history.versions.map(\.revision) == [30], "it was not written since")
    #expect(history.lossWords?.contains("versions 1 to 4 are gone") == true)
  }

  @Test("What compaction left is told also when it is no longer kept")
  func droppedBase() {
    var history = KeyHistory(key: key)
    history.began(nil, at: 1)
    history.compacted(10, base: put(4, version: 3, created: 2).keyValue)
    for revision in 11...(KeyHistory.versionLimit * 2) {
      take(&history, .events([put(Revision(revision))], revision: 1))
    }
    #expect(!history.hasBase)
    #expect(history.lossWords?.contains("versions 1 to 2 are gone") == true)
  }

  @Test("Of very many versions the newest are kept and the others counted")
  func bounded() {
    var history = KeyHistory(key: key)
    history.began(nil, at: 1)
    let total = KeyHistory.versionLimit * 2
    for revision in 1...total { take(&history, .events([put(Revision(revision))], revision: 1)) }
    #expect(history.versions.count + history.dropped == total)
    #expect(history.versions.count <= KeyHistory.versionLimit * 5 / 4)
    #expect(history.versions.last?.revision == Revision(total))
  }
}
