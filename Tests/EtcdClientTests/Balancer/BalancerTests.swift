import EtcdAPI
import EtcdModel
import Testing

@testable import EtcdClient

@Suite(.timeLimit(.minutes(1))) struct BalancerTests {
  private let cluster = FakeCluster()

  /// Calls in a loop until the body ends; none may fail.
  private func underLoad(_ client: EtcdClient, _ body: () async throws -> Void) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          while !Task.isCancelled {
            do throws(EtcdError) {
              _ = try await client.range(RangeRequest(range: .all))
            } catch {
              if error.code != .cancelled { throw error }
            }
          }
        }
      }
      try await body()
      group.cancelAll()
      try await group.waitForAll()
    }
  }

  @Test("switching the policy under load drops no call and keeps the connections")
  func switchesPolicy() async throws {
    try await cluster.withClient { client in
      try await underLoad(client) {
        for name in [BalancerName.roundRobin, .healthAware, .roundRobin] {
          client.setPolicy(name)
          #expect(client.policy == name)
          try await Task.sleep(for: .milliseconds(20))
        }
      }
      #expect(cluster.endpoints.map { cluster.openConnections(to: $0) } == [1, 1, 1])
      #expect(
        cluster.endpoints.map { cluster.transport.activity(of: $0.authority).opened.count } == [
          1, 1, 1,
        ])
    }
  }

  @Test("switching the endpoints under load drops no call and closes what is not needed")
  func switchesEndpoints() async throws {
    try await cluster.withClient(endpoints: [.a]) { client in
      try await underLoad(client) {
        client.setEndpoints([.b, .c, .b])
        try await eventually("the old connection is closed") {
          cluster.endpoints.map { cluster.openConnections(to: $0) } == [0, 1, 1]
        }
      }
      #expect(client.traffic(at: .now).endpoints.prefix(2).map(\.endpoint) == [.b, .c])
    }
  }

  @Test("an endpoint that can't be connected to at all says why and is never picked")
  func unusable() async throws {
    let client = EtcdClient(
      configuration: ClientConfiguration(endpoints: [.a, .b]), transport: RefusingTransport())
    client.start()
    let error = await failure { () throws(EtcdError) in
      try await client.range(
        RangeRequest(range: .all), options: CallOptions(timeout: .milliseconds(50)))
    }
    #expect(error?.connectionFailure == "the file ca.pem is missing")
    #expect(
      client.connections().map(\.state)
        == Array(
          repeating: .transientFailure(reason: "the file ca.pem is missing"), count: 2))
    await client.shutDown()
  }
}
