import EtcdAPI
import EtcdClient
import EtcdModel
import LocalCluster
import Scenarios
import TestSupport
import Testing

/// The known failures of the official client's three generations: what tells the policies apart.
@Suite("G: generations", .serialized, .sharedCluster, .timeLimit(.minutes(10)))
struct GenerationTests {
  /// How many of so many calls fail with this deadline each.
  private func failures(
    of operation: Operation, in count: Int, within timeout: Duration, by client: EtcdClient
  ) async -> Int {
    var failed = 0
    for _ in 0..<count {
      do throws(EtcdError) {
        try await operation.run(by: client, timeout: timeout)
      } catch {
        failed += 1
      }
    }
    return failed
  }

  @Test("G1: a pinned client on a partitioned member is stuck there, until the partition ends")
  func pinnedIsStuck() async throws {
    let cluster = try SharedCluster.get()
    try await cluster.withSubject(.pinned, first: 0) { subject in
      try await cluster.during(.partition, on: [0]) {
        for operation in [Operation.put, .linearizableGet] {
          let failed = await failures(
            of: operation, in: 3, within: .milliseconds(400), by: subject.client)
          #expect(failed == 3, "\(operation)")
        }
        // What needs no quorum still works, on the very member.
        try await Operation.serializableGet.run(by: subject.client, timeout: .seconds(5))
        #expect(Set(subject.client.ready).count == 3, "the others were there all the time")
      }
      try await Operation.linearizableGet.run(by: subject.client, timeout: .seconds(5))
    }
  }

  @Test("G1: a pinned client sends everything to one member")
  func pinnedSharesNothing() async throws {
    let cluster = try SharedCluster.get()
    try await cluster.withSubject(.pinned, first: 1) { subject in
      _ = await failures(of: .linearizableGet, in: 30, within: .seconds(5), by: subject.client)
      let picks = subject.client.traffic(at: .now).endpoints.map(\.picks)
      #expect(picks == [0, 30, 0])
    }
  }

  @Test(
    "G2: a pinned-health client fails once on a hung member, then switches and holds one connection"
  )
  func pinnedHealthSwitches() async throws {
    let cluster = try SharedCluster.get()
    try await cluster.withSubject(.pinnedHealth, first: 0) { subject in
      try await cluster.during(.blackhole, on: [0]) {
        let failed = await failures(
          of: .linearizableGet, in: 5, within: .milliseconds(400), by: subject.client)
        #expect(failed == 1)
        let pinned = try #require(subject.client.ready.first)
        #expect(subject.client.ready.count == 1)
        #expect(pinned != (try cluster.endpoints()[0]))
      }
    }
  }

  /// Figure 8: the first member is well again at once, and barred all the same.
  @Test("G2: a pinned-health client passes over a member that is well again, for its window of 3 s")
  func pinnedHealthBars() async throws {
    let cluster = try SharedCluster.get()
    try await cluster.withSubject(.pinnedHealth, first: 0) { subject in
      let endpoints = try cluster.endpoints()
      var pinned = endpoints[0]
      for _ in 0..<2 {
        let member = try #require(endpoints.firstIndex(of: pinned))
        try await cluster.inject(.resetConnections, on: member)
        try await until("another is pinned") {
          guard let next = subject.client.ready.first, next != pinned else { return false }
          pinned = next
          return true
        }
        #expect(pinned != endpoints[0])
      }
    }
  }

  @Test("G2: a pinned-health client's watch stays behind on the member that its calls have left")
  func pinnedHealthLeavesWatch() async throws {
    let cluster = try SharedCluster.get()
    try await cluster.withSubject(.pinnedHealth, first: 0) { subject in
      let watch = WatchRecorder(
        subject.client.watch(.single(Key("g2")), options: WatchOptions(requiresLeader: false)))
      try await until("the watch runs") { watch.endpoint != nil }
      try await cluster.during(.partition, on: [0]) {
        _ = await failures(of: .put, in: 1, within: .milliseconds(400), by: subject.client)
        try await Row("G2", .put, within: .seconds(2), failures: 4).run(by: subject.client)
        _ = try await subject.client.put(PutRequest(key: Key("g2"), value: [1]))
        #expect(watch.endpoint == (try cluster.endpoints()[0]))
        #expect(watch.updates.count == 1, "it hears of nothing")
      }
      try await until("it hears of the event when the partition has ended") {
        watch.events.count == 1
      }
    }
  }

  /// A member that is cut off from its peers fails them only until it has noticed: every call here
  /// asks for a leader, unlike the official client's, and a refusal for lack of one is common to all
  /// policies: the call goes elsewhere.
  @Test(
    "G3: a round-robin client fails every third call on a member that hangs, without end",
    arguments: [Fault.pause, .blackhole])
  func roundRobinFailsEveryThird(fault: Fault) async throws {
    let cluster = try SharedCluster.get()
    try await cluster.withSubject(.roundRobin) { subject in
      let victim = try await cluster.follower(by: subject)
      try await cluster.during(fault, on: [victim]) {
        for _ in 0..<2 {
          let failed = await failures(
            of: .linearizableGet, in: 9, within: .milliseconds(300), by: subject.client)
          #expect(failed == 3)
        }
      }
    }
  }

  @Test(
    "G: a health-aware client has none of these: no get fails while a follower hangs or is cut off",
    arguments: [Fault.pause, .partition, .blackhole])
  func healthAware(fault: Fault) async throws {
    let cluster = try SharedCluster.get()
    try await cluster.withSubject { subject in
      let victim = try await cluster.follower(by: subject)
      try await cluster.during(fault, on: [victim]) {
        let failed = await failures(
          of: .linearizableGet, in: 300, within: .seconds(2), by: subject.client)
        #expect(failed == 0)
      }
    }
  }
}
