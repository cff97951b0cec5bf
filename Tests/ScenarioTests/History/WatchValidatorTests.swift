import EtcdClient
import EtcdModel
import Testing

@testable import Scenarios

/// Each promise of a watch, kept and broken.
@Suite("Watch validators")
struct WatchValidatorTests {
  /// Revision 2 puts a and b in one transaction, 3 puts a, 4 deletes b, 5 puts c.
  private static let store: StoreHistory = {
    let a1 = KeyValue(
      key: Key("a"), value: [1], createRevision: 2, modRevision: 2, version: 1)
    let b1 = KeyValue(
      key: Key("b"), value: [2], createRevision: 2, modRevision: 2, version: 1)
    let a2 = KeyValue(
      key: Key("a"), value: [3], createRevision: 2, modRevision: 3, version: 2)
    let c1 = KeyValue(
      key: Key("c"), value: [4], createRevision: 5, modRevision: 5, version: 1)
    return StoreHistory(events: [
      Event(kind: .put, keyValue: a1), Event(kind: .put, keyValue: b1),
      Event(kind: .put, keyValue: a2, previous: a1),
      Event(
        kind: .delete, keyValue: KeyValue(key: Key("b"), value: [], modRevision: 4), previous: b1),
      Event(kind: .put, keyValue: c1),
    ])
  }()

  private static let started = WatchUpdate.started(revision: 1, endpoint: endpoint)
  private static let resumed = WatchUpdate.resumed(from: 3, endpoint: endpoint)
  private static let endpoint = Endpoint(scheme: .http, host: "a", port: 2379)

  /// Those events of the store, as a watch without previous values tells them.
  private static func events(_ indices: Int...) -> WatchUpdate {
    let events = indices.map { index in
      var event = store.events[index]
      event.previous = nil
      return event
    }
    return .events(events, revision: events.last?.keyValue.modRevision ?? 0)
  }

  private static let whole: [WatchUpdate] = [
    started, events(0, 1), events(2), events(3), events(4),
  ]

  /// The rules that a watch of everything broke which told this.
  private func broken(
    _ updates: [WatchUpdate], _ options: WatchOptions = WatchOptions(), range: KeyRange = .all
  ) -> Set<Violation.Rule> {
    let watch = WatchHistory(name: "w", range: range, options: options, updates: updates)
    return Set(
      WatchValidator.allCases.flatMap { $0.violations(in: watch, of: Self.store) }.map(\.rule))
  }

  @Test("a watch that told everything broke nothing")
  func good() {
    #expect(broken(Self.whole).isEmpty)
    #expect(broken([Self.started, Self.events(0, 1, 2, 3, 4), .progress(revision: 5)]).isEmpty)
    #expect(
      broken([
        Self.started, Self.events(0, 1), .disconnected(reason: "", endpoint: Self.endpoint),
        Self.resumed, Self.events(2, 3, 4),
      ]).isEmpty)
    #expect(broken([]).isEmpty, "one that never started owes nothing")
  }

  @Test("one that goes back is not ordered")
  func ordered() {
    #expect(
      broken([Self.started, Self.events(0, 1), Self.events(3), Self.events(2), Self.events(4)])
        == [.ordered])
  }

  @Test("one that tells something twice is not unique")
  func unique() {
    #expect(broken([Self.started, Self.events(0, 1), Self.events(2, 2, 3, 4)]) == [.unique])
  }

  @Test("one that leaves something out is not reliable, unless it says so")
  func reliable() {
    let holey: [WatchUpdate] = [Self.started, Self.events(0, 1), Self.events(3), Self.events(4)]
    #expect(broken(holey) == [.reliable])
    #expect(broken(holey + [.overflow(lost: 1)]).isEmpty)
    #expect(broken(holey + [.gap(lost: 3...3)]).isEmpty)
    #expect(broken(holey + [.gap(lost: 4...4)]) == [.reliable])
    #expect(broken(Self.whole.dropLast()) == [.reliable], "the end is missing")
  }

  @Test("one that tells a revision in two pieces is not atomic")
  func atomic() {
    #expect(
      broken([Self.started, Self.events(0), Self.events(1, 2, 3, 4)]) == [.atomic])
  }

  @Test("one that resumes too late or too early is not resumable")
  func resumable() {
    #expect(
      broken([Self.started, Self.resumed, Self.events(2, 3, 4)]) == [.resumable, .reliable])
    #expect(
      broken([Self.started, Self.resumed, Self.events(0, 1, 2, 3, 4)]) == [.resumable])
  }

  @Test("a bookmark before what it covers, or an older event after it, breaks bookmarks")
  func bookmarkable() {
    #expect(
      broken([Self.started, Self.events(0, 1), .progress(revision: 3), Self.events(2, 3, 4)])
        == [.bookmarkable])
    #expect(
      broken([.started(revision: 2, endpoint: Self.endpoint)] + Self.whole.dropFirst())
        == [.bookmarkable])
  }

  @Test("wrong values, unasked keys and kinds, and missing previous values are not faithful")
  func faithful() {
    var forged = Self.store.events[4]
    forged.keyValue.value = [9]
    #expect(broken(Self.whole.dropLast() + [.events([forged], revision: 5)]) == [.faithful])
    #expect(broken(Self.whole, WatchOptions(excluding: [.deletes])) == [.faithful])
    #expect(broken(Self.whole, range: .single(Key("a"))) == [.faithful])
    #expect(broken(Self.whole, WatchOptions(previousValues: true)) == [.faithful])
    let told = WatchUpdate.events(Self.store.events, revision: 5)
    #expect(broken([Self.started, told], WatchOptions(previousValues: true)).isEmpty)
    #expect(
      broken([Self.started, Self.events(0), Self.events(2)], range: .single(Key("a"))).isEmpty)
  }
}
