import EtcdAPI
import EtcdModel
import TestSupport
import Testing

@testable import EtcdClient

@Suite(.timeLimit(.minutes(10))) struct BalancerTests {
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

  @Test(
    "from any policy to any other under load no call is dropped, and just the connections that the new one wants are left",
    arguments: BalancerName.allCases)
  func leavesWantedConnections(first: BalancerName) async throws {
    try await cluster.withClient(policy: first) { client in
      try await underLoad(client) {
        for name in BalancerName.allCases.filter({ $0 != first }).flatMap({ [$0, first] }) {
          client.setPolicy(name)
          try await eventually("\(name) holds its connections") {
            openConnections == name.connections(among: 3)
              && client.connections().filter { $0.state == .ready }.count == openConnections
          }
        }
      }
      #expect(openConnections == first.connections(among: 3))
    }
    #expect(openConnections == 0)
  }

  private var openConnections: Int {
    cluster.endpoints.reduce(0) { $0 + cluster.openConnections(to: $1) }
  }

  @Test("policies that follow each other at once leave the last one's connections")
  func switchesBackAndForth() async throws {
    try await cluster.withClient { client in
      try await underLoad(client) {
        for _ in 0..<20 {
          for name in BalancerName.allCases { client.setPolicy(name) }
          client.setPolicy(.pinnedHealth)
        }
        try await eventually("one connection is left") { openConnections == 1 }
        client.setPolicy(.powerOfTwo)
        try await eventually("all are back") { openConnections == 3 }
      }
    }
  }

  @Test("a call in flight keeps the connection that its policy leaves until it ends")
  func closesGracefully() async throws {
    let gate = AsyncStream.makeStream(of: Void.self)
    cluster.answer(.put) { _ in
      for await _ in gate.stream { break }
      return PutResponse(header: FakeCluster.header)
    }
    try await cluster.withClient(policy: .pinnedHealth) { client in
      let pinned = client.connections().map(\.endpoint)
      async let put = client.put(PutRequest(key: Key("k"), value: []))
      try await eventually("the call is in flight") {
        cluster.endpoints.contains { !cluster.calls(.put, on: $0).isEmpty }
      }
      client.setEndpoints(cluster.endpoints.filter { !pinned.contains($0) })
      try await eventually("another is pinned") {
        let now = client.connections().filter { $0.state == .ready }.map(\.endpoint)
        return now.count == 1 && now != pinned && openConnections == 2
      }
      gate.continuation.yield()
      _ = try await put
      try await eventually("the old connection is closed") { openConnections == 1 }
    }
  }

  @Test("pinned-health leaves a member whose call failed, pinned does not")
  func switchesUponFailure() async throws {
    for (policy, leaves) in [(BalancerName.pinnedHealth, true), (.pinned, false)] {
      let cluster = FakeCluster()
      try await cluster.withClient(policy: policy) { client in
        _ = try await client.range(RangeRequest(range: .all))
        let pinned = cluster.endpoints.filter { !cluster.calls(.range, on: $0).isEmpty }
        #expect(pinned.count == 1)
        for endpoint in pinned { cluster.hang(endpoint) }
        let short = CallOptions(timeout: .milliseconds(60))
        let error = await failure { () throws(EtcdError) in
          try await client.range(RangeRequest(range: .all), options: short)
        }
        #expect(error?.endpoint == pinned.first)
        if leaves {
          _ = try await client.range(RangeRequest(range: .all))
        } else {
          let error = await failure { () throws(EtcdError) in
            try await client.range(RangeRequest(range: .all), options: short)
          }
          #expect(error?.endpoint == pinned.first)
        }
      }
    }
  }

  @Test("a hundred calls that wait for a connection end when the client shuts down (U1: close)")
  func doesNotBlockShutdown() async throws {
    for endpoint in cluster.endpoints { cluster.setReachable(false, endpoint) }
    try await cluster.withClient(policy: .pinnedHealth) { client in
      try await withThrowingTaskGroup(of: EtcdError?.self) { group in
        for _ in 0..<100 {
          group.addTask {
            await failure { () throws(EtcdError) in
              try await client.range(
                RangeRequest(range: .all), options: CallOptions(timeout: .seconds(50)))
            }
          }
        }
        await client.shutDown()
        for try await error in group { #expect(error?.code == .cancelled) }
      }
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
