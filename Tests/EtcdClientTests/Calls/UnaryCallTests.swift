import EtcdAPI
import EtcdModel
import RPCCore
import Synchronization
import TestSupport
import Testing

@testable import EtcdClient

@Suite(.aheadOfComputing) struct UnaryCallTests {
  private let cluster = FakeCluster()
  private let get = RangeRequest(range: .single(Key("k")))
  private let put = PutRequest(key: Key("k"), value: [1])

  @Test("a read whose connection breaks is answered by another member")
  func readMovesOn() async throws {
    let cluster = cluster
    cluster.answer(.range, on: .b) { _ in
      throw RPCError(code: .unavailable, message: "connection reset")
    }
    try await cluster.withClient { client in
      for _ in 0..<9 { _ = try await client.range(get) }
      let broken = cluster.calls(.range, on: .b)
      #expect(!broken.isEmpty)
      let retried = (cluster.calls(.range, on: .a) + cluster.calls(.range, on: .c)).filter {
        $0.metadata["grpc-previous-rpc-attempts"] == "1"
      }
      // One that was slow is asked twice at once, and then needs no second attempt.
      #expect(!retried.isEmpty && retried.count <= broken.count)
    }
  }

  @Test("a mutation that may have left is not sent again, and its fate is unknown")
  func mutationStays() async throws {
    cluster.answer(.put) { _ in throw RPCError(code: .unavailable, message: "connection reset") }
    try await cluster.withClient { client in
      let error = await failure { () throws(EtcdError) in try await client.put(put) }
      #expect(error?.effect == .unknown)
      #expect(error?.attempts == 1)
      #expect(error?.endpoint != nil)
      #expect(cluster.endpoints.reduce(0) { $0 + cluster.calls(.put, on: $1).count } == 1)
    }
  }

  @Test("a mutation that a member without a leader refuses goes to another")
  func mutationRefused() async throws {
    for endpoint in [Endpoint.a, .b] {
      cluster.answer(.put, on: endpoint) { _ in
        throw RPCError(code: .unavailable, message: "etcdserver: no leader")
      }
    }
    try await cluster.withClient { client in
      for _ in 0..<4 { _ = try await client.put(put) }
      #expect(cluster.calls(.put, on: .c).count == 4)
      #expect(cluster.calls(.put, on: .c).allSatisfy { $0.metadata["hasleader"] == "true" })
    }
  }

  @Test("an election costs no budget, however many calls wait for its end")
  func election() async throws {
    let isOver = Mutex(false)
    for endpoint in cluster.endpoints {
      cluster.answer(.range, on: endpoint) { _ in
        guard isOver.withLock({ $0 }) else { throw RPCError.server(.unavailable, "no leader") }
        return RangeResponse(header: FakeCluster.header)
      }
    }
    try await cluster.withClient { client in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<16 { group.addTask { _ = try await client.range(get) } }
        try await eventually("more were refused than a budget holds") {
          cluster.endpoints.reduce(0) { $0 + cluster.calls(.range, on: $1).count } > 200
        }
        #expect(client.core.retries.withLock { !$0.budget.isExhausted })
        isOver.withLock { $0 = true }
        try await group.waitForAll()
      }
    }
  }

  @Test("a call on a member that hangs is answered by another, which is skipped until it is well")
  func hungMember() async throws {
    try await cluster.withClient { client in
      cluster.hang(.b)
      for _ in 0..<30 { _ = try await client.range(get) }
      let asked = cluster.calls(.range, on: .b).filter { $0.metadata["hasleader"] == "true" }
      // One call, its probe, and the probes since.
      #expect(asked.count <= 4)
      #expect(client.recentCalls().filter { $0.attempt == 2 }.count == 1)
      #expect(cluster.transport.activity(of: Endpoint.b.authority).cancelled >= 1)
      cluster.recover(.b)
      let before = client.traffic(at: .now).endpoints[1].picks
      try await eventually("the member is used again") {
        _ = try await client.range(get)
        return client.traffic(at: .now).endpoints[1].picks > before + 1
      }
      // It had to answer a probe first.
      try await eventually("calls that pause are told") {
        client.core.balancer.recoveries.changes > 0
      }
    }
  }

  @Test("a call on a member that hangs is tried anew when the other one says \"leader changed\"")
  func hedgeWantsRetry() async throws {
    let cluster = cluster
    let answers = Mutex(0)
    cluster.hang(.a)
    cluster.setReachable(false, .b)
    cluster.answer(.range, on: .b) { _ in
      let isFirst = answers.withLock { answers in
        answers += 1
        return answers == 1
      }
      if isFirst { throw RPCError(code: .unavailable, message: "etcdserver: leader changed") }
      return RangeResponse(header: FakeCluster.header)
    }
    try await cluster.withClient(endpoints: [.a, .b], commandTimeout: .seconds(30)) { client in
      async let answer = client.range(get)
      try await eventually("the call is on its way") { !cluster.calls(.range, on: .a).isEmpty }
      cluster.setReachable(true, .b)
      _ = try await answer
      #expect(cluster.calls(.range, on: .b).count == 2)
    }
  }

  @Test("a call on a member that hangs is answered by the one that replaces it")
  func replacedEndpoint() async throws {
    cluster.hang(.a)
    try await cluster.withClient(endpoints: [.a], commandTimeout: .seconds(3600)) { client in
      async let answer = client.range(get)
      try await eventually("the call is on its way") { !cluster.calls(.range, on: .a).isEmpty }
      client.setEndpoints([.b])
      _ = try await answer
      #expect(cluster.calls(.range, on: .b).count == 1)
    }
  }

  @Test(
    "who tells of a new leader is asked again at once, although another has not answered yet",
    .timeLimit(.minutes(10)))
  func newLeader() async throws {
    let election = AsyncStream<Void>.makeStream()
    // Of each member the first call, then the probe that follows from its silence, then all others.
    answer(on: .a) { number in
      if number == 1 {
        for await _ in election.stream { break }
        throw RPCError(code: .unavailable, message: "etcdserver: leader changed")
      }
      if number == 2 { try await forever() as Void }
    }
    answer(on: .b) { if $0 == 1 { try await forever() as Void } }
    cluster.setReachable(false, .b)
    try await cluster.withClient(endpoints: [.a, .b], commandTimeout: .seconds(3600)) { client in
      async let answer = client.range(get)
      try await eventually("the call is on its way") { !cluster.calls(.range, on: .a).isEmpty }
      cluster.setReachable(true, .b)
      try await eventually("another is asked") { !cluster.calls(.range, on: .b).isEmpty }
      election.continuation.yield()
      _ = try await answer
      let second = client.recentCalls().first { $0.attempt > 1 && $0.statusCode == 0 }
      #expect(second?.endpoint == .a && second?.isHedge == false)
    }
  }

  /// - Parameter before: what happens before the answer to the call with this number.
  private func answer(
    on endpoint: Endpoint, _ before: @escaping @Sendable (_ number: Int) async throws -> Void
  ) {
    let asked = SharedCount()
    cluster.answer(.range, on: endpoint) { _ in
      try await before(asked.next())
      return RangeResponse(header: FakeCluster.header)
    }
  }

  @Test("with round-robin a call to a hung member lasts until its deadline, as in its generation")
  func hungMemberRoundRobin() async throws {
    cluster.hang(.b)
    try await cluster.withClient(policy: .roundRobin) { client in
      var errors: [EtcdError] = []
      for _ in 0..<3 {
        do throws(EtcdError) {
          _ = try await client.range(get, options: CallOptions(timeout: .milliseconds(200)))
        } catch {
          errors.append(error)
        }
      }
      #expect(errors.map(\.code) == [.timedOut])
      #expect(errors.map(\.endpoint) == [.b])
    }
  }

  @Test("a mutation on a hung member times out with an unknown fate")
  func hungMutation() async throws {
    for endpoint in cluster.endpoints { cluster.hang(endpoint) }
    try await cluster.withClient { client in
      let error = await failure { () throws(EtcdError) in
        try await client.put(put, options: CallOptions(timeout: .milliseconds(100)))
      }
      #expect(error?.code == .timedOut)
      #expect(error?.effect == .unknown)
    }
  }

  @Test("mutations that stay unanswered make others avoid the member long before they time out")
  func silentMutations() async throws {
    cluster.hang(.b)
    try await cluster.withClient(commandTimeout: .seconds(3600)) { client in
      let puts = (0..<3).map { _ in Task { try? await client.put(put) } }
      try await eventually("the member is avoided") {
        client.traffic(at: .now).pickReason.contains("b:2379 (does not reach its quorum)")
      }
      for put in puts { put.cancel() }
      for _ in 0..<6 { _ = try await client.put(put) }
      #expect(cluster.calls(.put, on: .b).count == 1)
    }
  }

  @Test("with nobody there a call says so, why, and what to do; a mutation had no effect")
  func nobodyThere() async throws {
    for endpoint in cluster.endpoints { cluster.setReachable(false, endpoint) }
    try await cluster.withClient { client in
      let error = await failure { () throws(EtcdError) in
        try await client.put(put, options: CallOptions(timeout: .milliseconds(100)))
      }
      #expect(error?.code == .unavailable)
      #expect(error?.effect == EtcdError.Effect.none)
      #expect(error?.connectionFailure == "connection refused")
      #expect(error?.fix?.contains("check that etcd runs there") == true)
    }
  }

  @Test("a call waits for a connection that comes before its deadline, mutations too")
  func waitsForConnection() async throws {
    for endpoint in cluster.endpoints { cluster.setReachable(false, endpoint) }
    try await cluster.withClient { client in
      async let answer = client.put(put)
      try await Task.sleep(for: .milliseconds(20))
      cluster.setReachable(true, .c)
      _ = try await answer
      #expect(cluster.calls(.put, on: .c).count == 1)
    }
  }

  @Test("cancelling the task cancels the call on the wire", .timeLimit(.minutes(10)))
  func cancels() async throws {
    for endpoint in cluster.endpoints { cluster.hang(endpoint) }
    try await cluster.withClient { client in
      let task = Task { await failure { () throws(EtcdError) in try await client.range(get) } }
      try await eventually("the call arrived") {
        cluster.endpoints.contains { !cluster.calls(.range, on: $0).isEmpty }
      }
      task.cancel()
      #expect(await task.value?.code == .cancelled)
      #expect(
        cluster.endpoints.contains {
          cluster.transport.activity(of: $0.authority).cancelled == 1
        })
    }
  }

  @Test("an answer of another cluster is an error in words")
  func otherCluster() async throws {
    cluster.answer(.range, on: .c) { _ in
      RangeResponse(header: ResponseHeader(clusterID: ClusterID(0xBAD), revision: 1))
    }
    try await cluster.withClient { client in
      let known = try await client.member(at: .a).status()
      #expect(known.clusterID == FakeCluster.clusterID)
      var mismatches: [EtcdError] = []
      for _ in 0..<3 {
        do throws(EtcdError) { _ = try await client.range(get) } catch { mismatches.append(error) }
      }
      #expect(mismatches.map(\.code) == [.clusterMismatch])
      #expect(mismatches.first?.message.contains("bad") == true)
    }
  }

  @Test("another cluster is no error after a move to other endpoints")
  func movedToOtherCluster() async throws {
    cluster.answer(.range, on: .c) { _ in
      RangeResponse(header: ResponseHeader(clusterID: ClusterID(0xBAD), revision: 1))
    }
    try await cluster.withClient(endpoints: [.a, .b]) { client in
      _ = try await client.range(get)
      client.setEndpoints([.c])
      _ = try await client.range(get)
    }
  }

  @Test("an answer that can't be read is an error in words")
  func malformed() async throws {
    for endpoint in cluster.endpoints {
      cluster.transport.serve(
        endpoint.authority, unary: { _, _ in RPCResponse(message: [0xFF, 0xFF]) })
    }
    try await cluster.withClient { client in
      let error = await failure { () throws(EtcdError) in try await client.range(get) }
      #expect(error?.code == .malformedResponse)
    }
  }

  @Test("after the end calls fail at once")
  func shutDown() async throws {
    let client = try await cluster.withClient { $0 }
    let error = await failure { () throws(EtcdError) in try await client.range(get) }
    #expect(error == .shutDown)
  }

  @Test("a learner's refusal sends any call to a voting member")
  func learner() async throws {
    for endpoint in [Endpoint.a, .b] {
      cluster.answer(.put, on: endpoint) { _ in
        throw RPCError.server(.failedPrecondition, "rpc not supported for learner")
      }
    }
    try await cluster.withClient { client in
      for _ in 0..<5 { _ = try await client.put(put) }
      #expect(cluster.calls(.put, on: .a).count <= 1)
      #expect(cluster.calls(.put, on: .b).count <= 1)
    }
  }
}

private final class SharedCount: Sendable {
  private let count = Mutex(0)

  func next() -> Int {
    count.withLock { count in
      count += 1
      return count
    }
  }
}
