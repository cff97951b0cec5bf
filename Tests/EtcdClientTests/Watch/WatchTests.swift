import EtcdAPI
import EtcdModel
import RPCCore
import Synchronization
import TestSupport
import Testing

@testable import EtcdClient

/// Reads a watch into an array that tests can look at.
final class WatchReader: Sendable {
  private let read = Mutex<[WatchUpdate]>([])
  private let task = Mutex<Task<Void, Never>?>(nil)

  init(_ subscription: WatchSubscription) {
    let task = Task { [weak self] in
      for await update in subscription { self?.read.withLock { $0.append(update) } }
    }
    self.task.withLock { $0 = task }
  }

  var updates: [WatchUpdate] { read.withLock { $0 } }

  var events: [Event] {
    updates.flatMap { (update) -> [Event] in
      if case .events(let events, _) = update { events } else { [] }
    }
  }

  var endpoint: Endpoint? {
    updates.reversed().lazy.compactMap { update in
      switch update {
      case .started(_, let endpoint), .resumed(_, let endpoint): endpoint
      default: nil
      }
    }.first
  }

  var hasEnded: Bool {
    if case .ended = updates.last { true } else { false }
  }

  func cancel() {
    task.withLock { $0 }?.cancel()
  }
}

@Suite(.aheadOfComputing, .timeLimit(.minutes(10))) struct WatchTests {
  private let cluster = FakeCluster()
  private let store: FakeStore

  init() {
    store = FakeStore(serving: cluster)
  }

  @Test("many watches share one stream on a connection of its own, which goes with the last one")
  func sharesStream() async throws {
    try await cluster.withClient { client in
      let readers = (0..<5).map { _ in WatchReader(client.watch(.all)) }
      try await eventually("all run") { readers.allSatisfy { $0.endpoint != nil } }
      #expect(store.openStreams.count == 1)
      #expect(store.openWatches == 5)
      #expect(client.traffic(at: .now).openWatches == 5)
      #expect(client.connections().filter { $0.role == .streams }.count == 1)
      readers[0].cancel()
      try await eventually("one is dropped") { store.openWatches == 4 }
      for reader in readers { reader.cancel() }
      try await eventually("the stream is closed") { store.openStreams.isEmpty }
      try await eventually("its connection too") {
        !client.connections().contains { $0.role == .streams }
      }
      let again = WatchReader(client.watch(.all))
      try await eventually("a later watch runs") { again.endpoint != nil }
    }
  }

  @Test("asks for a leader unless told otherwise")
  func requiresLeader() async throws {
    try await cluster.withClient { client in
      let strict = WatchReader(client.watch(.all))
      let patient = WatchReader(client.watch(.all, options: WatchOptions(requiresLeader: false)))
      try await eventually("both run") { strict.endpoint != nil && patient.endpoint != nil }
      let calls = cluster.endpoints.flatMap {
        cluster.transport.activity(of: $0.authority).streamCalls
      }
      #expect(Set(calls.map { $0.metadata["hasleader"] }) == ["true", nil])
    }
  }

  @Test("says that it was cut off and that it resumed, on another member")
  func resumes() async throws {
    try await cluster.withClient { client in
      let reader = WatchReader(client.watch(.all))
      try await eventually("it runs") { reader.endpoint != nil }
      let first = try #require(reader.endpoint)
      store.put()
      try await eventually("the event is here") { reader.events.count == 1 }
      cluster.setReachable(false, first)
      store.put()
      try await eventually("the next event is here") { reader.events.count == 2 }
      let second = try #require(reader.endpoint)
      #expect(second != first)
      #expect(
        reader.updates == [
          .started(revision: 1, endpoint: first), .events([event(2)], revision: 2),
          .disconnected(reason: "the connection was lost", endpoint: first),
          .resumed(from: 3, endpoint: second), .events([event(3)], revision: 3),
        ])
    }
  }

  @Test("goes on with a new token although the first request for one failed")
  func renewsToken() async throws {
    let issuer = TokenIssuer()
    cluster.answer(.authenticate) { _ in
      let answer = issuer.answer()
      if issuer.issued == 2 { throw RPCError(code: .internalError, message: "just started") }
      return answer
    }
    let user = Credentials(user: "u", password: "p")
    try await cluster.withClient(credentials: user, policy: .roundRobin) { client in
      let reader = WatchReader(client.watch(.all))
      try await eventually("it runs") { reader.endpoint != nil }
      store.demand(token: TokenIssuer.token(3))
      store.cut()
      try await eventually("it is cut off") { reader.updates.count == 2 }
      store.put()
      try await eventually("it goes on, or ends") { !reader.events.isEmpty || reader.hasEnded }
      #expect(reader.events.count == 1)
    }
  }

  @Test(
    "loses nothing and delivers nothing twice, however often streams break",
    arguments: [1, 2, 3, 4])
  func exactlyOnce(seed: UInt64) async throws {
    try await cluster.withClient { client in
      var random = SplitMix64(seed: seed)
      let readers = (0..<3).map { _ in WatchReader(client.watch(.all)) }
      try await eventually("all run") { readers.allSatisfy { $0.endpoint != nil } }
      var expected: [Revision] = []
      for revision in 2...200 as ClosedRange<Revision> {
        let count = Int.random(in: 1...3, using: &random)
        store.put(count)
        expected += Array(repeating: revision, count: count)
        if Int.random(in: 0..<10, using: &random) == 0 { store.cut() }
        if Int.random(in: 0..<5, using: &random) == 0 {
          try await Task.sleep(for: .milliseconds(1))
        }
      }
      try await eventually("everything arrived") {
        readers.allSatisfy { $0.events.count >= expected.count }
      }
      for reader in readers {
        #expect(reader.events.map(\.keyValue.modRevision) == expected)
        #expect(reader.updates.contains { if case .resumed = $0 { true } else { false } })
        // Atomic: no revision is split over two updates.
        let batches = reader.updates.compactMap { update -> Set<Revision>? in
          guard case .events(let events, _) = update else { return nil }
          return Set(events.map(\.keyValue.modRevision))
        }
        #expect(batches.reduce(0) { $0 + $1.count } == 199)
      }
    }
  }

  @Test("moves off a member that the health source calls partitioned")
  func movesAway() async throws {
    try await cluster.withClient { client in
      let source = FakeHealthSource()
      client.follow(source)
      let reader = WatchReader(client.watch(.all))
      try await eventually("it runs") { reader.endpoint != nil }
      let first = try #require(reader.endpoint)
      source.report([first: EndpointHealth(verdict: .partitioned, role: .follower)])
      try await eventually("it moved") { reader.endpoint != first }
      store.put()
      try await eventually("the event is here") { reader.events.count == 1 }
    }
  }

  @Test("tells what was compacted away while it was cut off, and goes on")
  func compaction() async throws {
    for _ in 0..<20 { store.put() }
    store.compact(15)
    try await cluster.withClient { client in
      let reader = WatchReader(client.watch(.all, options: WatchOptions(startRevision: 3)))
      try await eventually("it goes on") { reader.events.count == 6 }
      #expect(reader.updates.contains(.gap(lost: 3...15)))
      #expect(reader.events.map(\.keyValue.modRevision) == [16, 17, 18, 19, 20, 21])
    }
  }

  @Test("counts its messages among our own load")
  func traffic() async throws {
    try await cluster.withClient { client in
      let reader = WatchReader(client.watch(.all))
      try await eventually("it runs") { reader.endpoint != nil }
      store.put()
      try await eventually("the event is here") { !reader.events.isEmpty }
      try await eventually("they are counted") { client.traffic(at: .now).bytesPerSecond > 0 }
    }
  }

  @Test("ends with the client, and at once when it begins after that")
  func shutDown() async throws {
    let (client, reader) = try await cluster.withClient { client in
      let reader = WatchReader(client.watch(.all))
      try await eventually("it runs") { reader.endpoint != nil }
      return (client, reader)
    }
    try await eventually("it ended") { reader.updates.last == .ended(.shutDown) }
    let late = WatchReader(client.watch(.all))
    try await eventually("so did the late one") { late.updates == [.ended(.shutDown)] }
  }
}

final class FakeHealthSource: HealthSource {
  private let reports = AsyncStream.makeStream(of: HealthReport.self)

  func healthReports() -> AsyncStream<HealthReport> { reports.stream }

  func report(_ endpoints: [Endpoint: EndpointHealth]) {
    reports.continuation.yield(HealthReport(endpoints: endpoints))
  }
}
