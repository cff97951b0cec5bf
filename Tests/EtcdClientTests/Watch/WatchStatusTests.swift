import EtcdAPI
import EtcdModel
import TestSupport
import Testing

@testable import EtcdClient

@Suite(.timeLimit(.minutes(10))) struct WatchStatusTests {
  private let cluster = FakeCluster()
  private let store: FakeStore

  init() {
    store = FakeStore(serving: cluster)
  }

  @Test("its standing is visible: stream, id, endpoint, revision, since when")
  func status() async throws {
    try await cluster.withClient { client in
      let began = ContinuousClock.now
      let subscription = client.watch(.all)
      let reader = WatchReader(subscription)
      try await eventually("it runs") { subscription.status?.state == .running }
      store.put()
      try await eventually("the event is here") { reader.events.count == 1 }
      let running = try #require(subscription.status)
      #expect(running.endpoint == reader.endpoint)
      #expect(running.stream == 1 && running.watchID == 1)
      #expect(running.revision == 2)
      #expect(running.since >= began && running.since <= .now)
      #expect(client.watches == [running])

      store.cut()
      try await eventually("it runs again") { subscription.status?.stream == 2 }
      try await eventually("it runs again") { subscription.status?.state == .running }
      #expect(try #require(subscription.status).since > running.since)
      subscription.cancel()
      #expect(subscription.status == nil && client.watches.isEmpty)
    }
  }

  @Test("a bookmark that is asked for comes behind the events that it stands for")
  func progress() async throws {
    cluster.answer(.status) { _ in StatusResponse(header: FakeCluster.header, version: "3.5.8") }
    try await cluster.withClient { client in
      let reader = WatchReader(client.watch(.all))
      try await eventually("it runs") { reader.endpoint != nil }
      store.put(3)
      try await client.requestWatchProgress()
      try await eventually("the bookmark is here") {
        reader.updates.last == .progress(revision: 2)
      }
      #expect(reader.events.count == 3)
    }
  }

  @Test(
    "a server whose bookmarks may overtake events is not asked", arguments: ["3.4.23", "3.5.1", ""])
  func progressOfOldServers(version: String) async throws {
    cluster.answer(.status) { _ in StatusResponse(header: FakeCluster.header, version: version) }
    try await cluster.withClient { client in
      let reader = WatchReader(client.watch(.all))
      try await eventually("it runs") { reader.endpoint != nil }
      let error = await failure { () throws(EtcdError) in try await client.requestWatchProgress() }
      #expect(error?.code == .unimplemented && error?.fix?.contains("3.4.25") == true)
    }
  }

  @Test("a consumer that doesn't keep up is told how many events it lost, and where")
  func slowConsumer() async throws {
    try await cluster.withClient { client in
      let subscription = client.watch(.all, options: WatchOptions(bufferedEvents: 10))
      try await eventually("it runs") { subscription.status?.state == .running }
      for _ in 0..<100 { store.put() }
      try await eventually("all were received") { subscription.status?.revision == 101 }
      let reader = WatchReader(subscription)
      try await eventually("what is left arrives") {
        reader.updates.contains { if case .overflow = $0 { true } else { false } }
      }
      store.put()
      try await eventually("it goes on") { reader.events.last?.keyValue.modRevision == 102 }
      let lost = reader.updates.reduce(0) { sum, update in
        if case .overflow(let lost) = update { sum + lost } else { sum }
      }
      #expect(reader.events.count + lost == 101)
      #expect(reader.events.count <= 20)
      let revisions = reader.events.map(\.keyValue.modRevision)
      #expect(revisions == Array(Set(revisions)).sorted())
    }
  }
}
