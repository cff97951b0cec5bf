import EtcdAPI
import EtcdClient
import EtcdModel
import RPCCore
import Synchronization
import TestSupport
import Testing

@testable import MemberStatus

@Suite("MemberStatusService as a shell", .aheadOfComputing)
struct ServiceShellTests {
  @Test("Every reader gets the newest snapshot at once, and the streams end with the run")
  func readers() async throws {
    let member = InMemoryMembers(count: 1)
    let service = MemberStatusService(client: member.client)
    #expect(service.latest == nil)
    let early = service.snapshots()
    let run = Task { await service.run() }
    for await snapshot in early where snapshot.isComplete {
      if snapshot.members.map(\.name) == ["n1"] { break }
    }
    var late = service.snapshots().makeAsyncIterator()
    #expect(await late.next()?.isComplete == true)
    var entries = service.timelineEntries().makeAsyncIterator()
    run.cancel()
    await run.value
    while await late.next() != nil {}
    #expect(await entries.next() == nil)
    #expect(service.latest?.isComplete == true)
    var after = service.snapshots().makeAsyncIterator()
    #expect(await after.next()?.isComplete == true)
    #expect(await after.next() == nil)
    await member.client.shutDown()
  }

  @Test("Cancelling the run ends it while a member hangs")
  func cancelWhileHung() async throws {
    let member = InMemoryMembers(count: 1)
    member.areHung.withLock { $0 = true }
    let service = MemberStatusService(client: member.client)
    let run = Task { await service.run() }
    try await until("the member was asked") {
      !member.transport.activity(of: member.endpoints[0].authority).unaryCalls.isEmpty
    }
    run.cancel()
    await run.value
    await member.client.shutDown()
  }

  @Test("Refreshing asks again at once")
  func refresh() async throws {
    let member = InMemoryMembers(count: 1)
    let service = MemberStatusService(
      client: member.client, settings: PollSettings(alarmInterval: .seconds(3600)))
    let run = Task { await service.run() }
    func alarmCalls() -> Int { member.calls(RPCMethod.alarm.path) }
    try await until("alarms were asked for") { alarmCalls() == 1 }
    service.refresh()
    try await until("alarms were asked for again") { alarmCalls() == 2 }
    run.cancel()
    await run.value
    await member.client.shutDown()
  }

  @Test("What others saw joins the timeline and its readers")
  func record() async throws {
    let member = InMemoryMembers(count: 1)
    let service = MemberStatusService(client: member.client)
    var entries = service.timelineEntries().makeAsyncIterator()
    service.record(.watchResumed(from: 12))
    #expect(await entries.next()?.words == "watch resumed at revision 12, 0 lost")
    #expect(service.timeline.count == 1)
    await member.client.shutDown()
  }
}

@Suite("Broadcast")
struct BroadcastTests {
  @Test("A slow reader gets the newest value only")
  func newestOnly() async {
    let broadcast = Broadcast<Int>()
    var slow = broadcast.stream().makeAsyncIterator()
    for value in 1...100 { broadcast.send(value) }
    #expect(await slow.next() == 100)
    broadcast.finish()
    #expect(await slow.next() == nil)
  }

  @Test("A new reader begins with the newest value, unless it asked for the later ones alone")
  func latest() async {
    let snapshots = Broadcast<Int>()
    let entries = Broadcast<Int>(.bufferingNewest(10), repeatsLatest: false)
    for value in 1...3 {
      snapshots.send(value)
      entries.send(value)
    }
    var newest = snapshots.stream().makeAsyncIterator()
    var later = entries.stream().makeAsyncIterator()
    entries.send(4)
    entries.send(5)
    #expect(await newest.next() == 3)
    #expect(await later.next() == 4)
    #expect(await later.next() == 5)
  }

  @Test("Readers that register while values are sent end up with the last one")
  func race() async {
    let broadcast = Broadcast<Int>()
    await withTaskGroup(of: Int?.self) { group in
      for _ in 0..<20 {
        group.addTask {
          var last: Int?
          for await value in broadcast.stream() { last = value }
          return last
        }
      }
      for value in 1...1000 { broadcast.send(value) }
      broadcast.finish()
      for await last in group { #expect(last == 1000) }
    }
  }
}

@Suite("PollFailure")
struct PollFailureTests {
  @Test(
    "An error is read for what it says about the member",
    arguments: [
      (.permissionDenied, "etcdserver: permission denied", .denied),
      (.unauthenticated, "etcdserver: user name is empty", .denied),
      (.unavailable, "connection refused", .connection),
      (.unavailable, "etcdserver: leader changed", .server),
      (.noLeader, "etcdserver: no leader", .server),
      (.timedOut, "Deadline Exceeded", .timedOut),
      (.timedOut, "etcdserver: request timed out", .server),
      (.cancelled, "cancelled", .connection),
      (.malformedResponse, "not etcd", .server),
    ] as [(EtcdError.Code, String, PollFailure.Kind)])
  func kinds(_ code: EtcdError.Code, _ message: String, _ kind: PollFailure.Kind) {
    #expect(PollFailure(EtcdError(code: code, message: message)).kind == kind)
  }

  @Test("The connection's own failure is what the reason says")
  func words() {
    let error = EtcdError(
      code: .unavailable, message: "failed to connect to all addresses",
      connectionFailure: "certificate expired")
    #expect(PollFailure(error).words == "certificate expired")
  }
}
