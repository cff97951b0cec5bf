import EtcdAPI
import EtcdModel
import RPCCore
import Synchronization
import TestSupport
import Testing

@testable import EtcdClient

@Suite(.timeLimit(.minutes(10))) struct LeaseKeepingTests {
  private let cluster = FakeCluster()

  /// Answers renewals with a time to live for each lease, 0 for those that it does not know.
  private func serve(_ leases: [LeaseID: Int64]) -> Counter {
    let counter = Counter()
    for endpoint in cluster.endpoints {
      cluster.transport.serve(
        endpoint.authority,
        stream: { _, stream in
          while let message = await stream.receive() {
            let id = try LeaseKeepAliveRequest(decoding: message).id
            counter.add(id)
            stream.send(
              LeaseKeepAliveResponse(header: FakeCluster.header, id: id, ttl: leases[id] ?? 0)
                .encoded())
          }
        })
    }
    return counter
  }

  final class Counter: Sendable {
    private let counts = Mutex<[LeaseID: Int]>([:])

    func add(_ lease: LeaseID) { counts.withLock { $0[lease, default: 0] += 1 } }
    func count(of lease: LeaseID) -> Int { counts.withLock { $0[lease] ?? 0 } }
  }

  @Test("keeps several leases alive on one stream, also after the stream broke")
  func keepsAlive() async throws {
    // Renewed each 2 s; a lease of 1 s was lost to a starved machine.
    let counter = serve([LeaseID(1): 6, LeaseID(2): 6])
    try await cluster.withClient { client in
      let keepers = [client.keepAlive(LeaseID(1)), client.keepAlive(LeaseID(2))]
      try await eventually("both are renewed twice") {
        counter.count(of: LeaseID(1)) >= 2 && counter.count(of: LeaseID(2)) >= 2
      }
      let streams = client.connections().filter { $0.role == .streams }
      #expect(streams.count == 1)
      cluster.setReachable(false, try #require(streams.first?.endpoint))
      let before = counter.count(of: LeaseID(1))
      try await eventually("renewed elsewhere") { counter.count(of: LeaseID(1)) > before + 1 }
      for keeper in keepers { keeper.stop() }
      try await eventually("the stream is closed") {
        !client.connections().contains { $0.role == .streams }
      }
    }
  }

  @Test("tells each renewal, and the loss of a lease that the server does not know")
  func tells() async throws {
    _ = serve([LeaseID(1): 60])
    try await cluster.withClient { client in
      var updates = client.keepAlive(LeaseID(1)).updates.makeAsyncIterator()
      let known = client.keepAlive(LeaseID(1))
      var shared = known.updates.makeAsyncIterator()
      let lost = client.keepAlive(LeaseID(9))
      var ending: [LeaseKeeper.Update] = []
      for await update in lost.updates { ending.append(update) }
      #expect(ending == [.lost(reason: "it expired or was revoked")])
      // The first keeper was let go at once, which must not end the second one's renewals.
      #expect(await updates.next() == nil)
      #expect(await shared.next() == .renewed(timeToLive: .seconds(60)))
    }
  }

  @Test("ends with the client, and at once when it begins after that")
  func shutDown() async throws {
    _ = serve([LeaseID(1): 60])
    let (client, keeper) = try await cluster.withClient { ($0, $0.keepAlive(LeaseID(1))) }
    for keeper in [keeper, client.keepAlive(LeaseID(1))] {
      var last: LeaseKeeper.Update?
      for await update in keeper.updates { last = update }
      #expect(last == .lost(reason: "the client was shut down"))
    }
  }
}
