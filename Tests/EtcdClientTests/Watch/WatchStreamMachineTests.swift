import EtcdAPI
import EtcdModel
import Testing

@testable import EtcdClient

@Suite struct WatchStreamMachineTests {
  private typealias Action = WatchStreamMachine.Action
  private let everything = KeyRange.all

  private func created(_ watchID: Int64, at revision: Revision) -> WatchResponse {
    WatchResponse(
      header: ResponseHeader(revision: revision), watchID: watchID, isCreated: true)
  }

  private func events(
    _ watchID: Int64, _ revisions: [Revision], isFragment: Bool = false
  ) -> WatchResponse {
    WatchResponse(
      header: ResponseHeader(revision: revisions.last ?? 0), watchID: watchID,
      isFragment: isFragment, events: revisions.map { event($0) })
  }

  /// A machine with one watch from now on, running on `a` since revision 10 under the id 1.
  private func running(_ options: WatchOptions = WatchOptions()) -> WatchStreamMachine {
    var machine = WatchStreamMachine(renewsTokens: true)
    _ = machine.add(everything, options)
    _ = machine.opened(on: .a)
    _ = machine.received(created(1, at: 10))
    return machine
  }

  private func startRevisions(_ actions: [Action]) -> [Revision] {
    actions.compactMap { if case .create(let request) = $0 { request.startRevision } else { nil } }
  }

  @Test("asks for every watch at once, each under an id of its own, and lets the server split")
  func pipelines() {
    var machine = WatchStreamMachine(renewsTokens: true)
    for _ in 0..<3 { #expect(machine.add(everything, WatchOptions()).1.isEmpty) }
    let requests = machine.opened(on: .a).compactMap { action in
      if case .create(let request) = action { request } else { nil }
    }
    #expect(requests.map(\.watchID) == [1, 2, 3])
    #expect(requests.allSatisfy { $0.allowsFragments })
  }

  @Test("says from where on a watch delivers")
  func starts() {
    var machine = WatchStreamMachine(renewsTokens: true)
    _ = machine.add(everything, WatchOptions())
    _ = machine.add(everything, WatchOptions(startRevision: 5))
    let opened = machine.opened(on: .a)
    #expect(startRevisions(opened) == [0, 5])
    #expect(
      machine.received(created(1, at: 10)) == [.deliver(1, .started(revision: 10, endpoint: .a))])
    #expect(
      machine.received(created(2, at: 10)) == [.deliver(2, .started(revision: 4, endpoint: .a))])
  }

  @Test("resumes behind the last event, or behind the start when there was none")
  func resumes() {
    var machine = running()
    #expect(
      machine.broken(reason: "reset", on: .a)
        == [.deliver(1, .disconnected(reason: "reset", endpoint: .a))])
    #expect(machine.broken(reason: "refused", on: .b).isEmpty)
    #expect(startRevisions(machine.opened(on: .b)) == [11])
    #expect(
      machine.received(created(2, at: 30)) == [.deliver(1, .resumed(from: 11, endpoint: .b))])
    #expect(
      machine.received(events(2, [11, 15]))
        == [.deliver(1, .events([event(11), event(15)], revision: 15))])
    _ = machine.broken(reason: "reset", on: .b)
    #expect(startRevisions(machine.opened(on: .c)) == [16])
  }

  @Test("a bookmark moves the point of resumption")
  func bookmark() {
    var machine = running()
    #expect(machine.received(events(1, [])) == [])
    let bookmark = WatchResponse(header: ResponseHeader(revision: 40), watchID: 1)
    #expect(machine.received(bookmark) == [.deliver(1, .progress(revision: 40))])
    _ = machine.broken(reason: "reset", on: .a)
    #expect(startRevisions(machine.opened(on: .a)) == [41])
  }

  @Test("joins fragments, so that a revision is delivered whole")
  func fragments() {
    var machine = running()
    #expect(machine.received(events(1, [11, 11], isFragment: true)).isEmpty)
    #expect(machine.received(events(1, [11], isFragment: true)).isEmpty)
    #expect(
      machine.received(events(1, [11, 12]))
        == [.deliver(1, .events([11, 11, 11, 11, 12].map { event($0) }, revision: 12))])
  }

  @Test("delivers the whole revisions of a fragment at once, and the cut one with its rest")
  func wholeRevisions() {
    var machine = running()
    #expect(
      machine.received(events(1, [11, 12, 12, 13, 13], isFragment: true))
        == [.deliver(1, .events([11, 12, 12].map { event($0) }, revision: 12))])
    #expect(
      machine.received(events(1, [13, 14], isFragment: true))
        == [.deliver(1, .events([13, 13, 13].map { event($0) }, revision: 13))])
    _ = machine.broken(reason: "reset", on: .a)
    #expect(startRevisions(machine.opened(on: .b)) == [14])
  }

  @Test("forgets fragments of a broken stream and asks for the whole revision again")
  func brokenFragments() {
    var machine = running()
    _ = machine.received(events(1, [11, 11], isFragment: true))
    _ = machine.broken(reason: "reset", on: .a)
    #expect(startRevisions(machine.opened(on: .b)) == [11])
    _ = machine.received(created(2, at: 11))
    #expect(
      machine.received(events(2, [11, 11]))
        == [.deliver(1, .events([event(11), event(11)], revision: 11))])
  }

  @Test("delivers nothing twice, even when a member that lags sends old events again")
  func unique() {
    var machine = running()
    _ = machine.received(events(1, [11, 12]))
    #expect(machine.received(events(1, [11, 12])).isEmpty)
    #expect(
      machine.received(events(1, [12, 13])) == [.deliver(1, .events([event(13)], revision: 13))])
  }

  @Test("tells what a compaction took, and goes on behind it under a new id")
  func compaction() {
    var machine = running()
    let actions = machine.received(
      WatchResponse(
        header: ResponseHeader(revision: 50), watchID: 1, isCanceled: true, compactRevision: 30))
    #expect(actions.first == .deliver(1, .gap(lost: 11...30)))
    #expect(startRevisions(actions) == [31])
    #expect(
      machine.received(created(2, at: 50)) == [.deliver(1, .resumed(from: 31, endpoint: .a))])
  }

  @Test("a refusal for a stale token leads to a new stream with a new token, but not for ever")
  func staleToken() {
    var machine = WatchStreamMachine(renewsTokens: true)
    _ = machine.add(everything, WatchOptions())
    for _ in 0..<3 {
      _ = machine.opened(on: .a)
      let actions = machine.received(
        WatchResponse(
          watchID: -1, isCreated: true, isCanceled: true,
          cancelReason: "rpc error: code = Unauthenticated desc = etcdserver: invalid auth token"))
      #expect(
        actions == [.reopen(refreshingToken: true, reason: "etcdserver: invalid auth token")])
      _ = machine.broken(reason: "token", on: .a)
    }
    _ = machine.opened(on: .a)
    let actions = machine.received(
      WatchResponse(
        watchID: -1, isCreated: true, isCanceled: true,
        cancelReason: "etcdserver: invalid auth token"))
    #expect(actions.last == .forget(1))
    #expect(machine.isEmpty)
  }

  @Test(
    "a denial may mean an old token: it ends the watch only with a new one, or without a user",
    arguments: [true, false])
  func denial(renewsTokens: Bool) {
    var machine = WatchStreamMachine(renewsTokens: renewsTokens)
    _ = machine.add(everything, WatchOptions())
    let denial = WatchResponse(
      watchID: -1, isCreated: true, isCanceled: true,
      cancelReason: "etcdserver: permission denied")
    if renewsTokens {
      _ = machine.opened(on: .a)
      #expect(
        machine.received(denial)
          == [.reopen(refreshingToken: true, reason: "etcdserver: permission denied")])
      _ = machine.broken(reason: "token", on: .a)
    }
    _ = machine.opened(on: .a)
    #expect(machine.received(denial).last == .forget(1))
  }

  @Test("a refusal ends the watch that was asked for first, and only that")
  func refusal() {
    var machine = WatchStreamMachine(renewsTokens: false)
    _ = machine.add(everything, WatchOptions())
    _ = machine.add(everything, WatchOptions())
    _ = machine.opened(on: .a)
    let actions = machine.received(
      WatchResponse(
        watchID: -1, isCreated: true, isCanceled: true,
        cancelReason: "etcdserver: permission denied"))
    guard case .deliver(1, .ended(let error)) = actions.first else {
      Issue.record("\(actions)")
      return
    }
    #expect(error.code == .permissionDenied)
    #expect(
      machine.received(created(2, at: 10)) == [.deliver(2, .started(revision: 10, endpoint: .a))])
  }

  @Test("a watch that was dropped is cancelled on the server, also when its answer comes later")
  func drop() {
    var machine = running()
    #expect(machine.remove(1) == [.cancel(watchID: 1)])
    #expect(machine.received(events(1, [11])).isEmpty)
    let (id, _) = machine.add(everything, WatchOptions())
    _ = machine.remove(id)
    #expect(machine.received(created(2, at: 12)) == [.cancel(watchID: 2)])
    #expect(machine.isEmpty)
  }

  @Test("takes the ids of servers that choose their own")
  func oldServer() {
    var machine = WatchStreamMachine(renewsTokens: true)
    _ = machine.add(everything, WatchOptions())
    _ = machine.add(everything, WatchOptions())
    _ = machine.opened(on: .a)
    _ = machine.received(created(0, at: 10))
    _ = machine.received(created(1, at: 10))
    #expect(
      machine.received(events(0, [11])) == [.deliver(1, .events([event(11)], revision: 11))])
    #expect(
      machine.received(events(1, [11])) == [.deliver(2, .events([event(11)], revision: 11))])
  }

  @Test("leaves a member that takes a stream and then says nothing")
  func silentMember() {
    var machine = WatchStreamMachine(renewsTokens: true)
    _ = machine.add(everything, WatchOptions())
    guard case .setCreationTimer(let mark) = machine.opened(on: .a).last else {
      Issue.record("no timer")
      return
    }
    guard case .reopen(false, _) = machine.creationTimer(mark: mark).first else {
      Issue.record("stayed")
      return
    }
  }

  @Test("stays with a member that is merely slow in answering many requests")
  func slowMember() {
    var machine = WatchStreamMachine(renewsTokens: true)
    for _ in 0..<2 { _ = machine.add(everything, WatchOptions()) }
    guard case .setCreationTimer(let mark) = machine.opened(on: .a).last else {
      Issue.record("no timer")
      return
    }
    _ = machine.received(created(1, at: 10))
    guard case .setCreationTimer(let next) = machine.creationTimer(mark: mark).first else {
      Issue.record("left")
      return
    }
    _ = machine.received(created(2, at: 10))
    #expect(machine.creationTimer(mark: next).isEmpty)
  }
}
