import EtcdAPI
import EtcdClient
import EtcdModel
import GRPCTransport
import LocalCluster
import RPCCore
import Synchronization
import TestSupport
import Testing

@testable import etcdscope

@Suite("Workload of the demo")
struct DemoWorkloadTests {
  @Test("a watch on the counters sees every number through the kill of the leader")
  func counters() async throws {
    try await withCluster(.members(3)) { cluster in
      try await cluster.startWorkload()
      let client = EtcdClient(
        configuration: ClientConfiguration(
          endpoints: try cluster.members.map { try Endpoint.parse($0.clientEndpoint) }),
        transport: try GRPCTransport())
      client.start()
      let watch = client.watch(.prefix(Array(SequenceCounter.prefix.utf8)))
      var seen = CounterCheck()
      try await read(watch, into: &seen) { $0.count >= 5 }
      try await cluster.inject(.kill, on: try await leader(of: cluster, client))
      let before = seen.count
      try await read(watch, into: &seen) { $0.count >= before + 8 }
      #expect(seen.mistakes == [])
      watch.cancel()
      await client.shutDown()
    }
  }

  @Test("the keyspace is put again when a member closes the connection under it")
  func seedSurvivesAClosedConnection() async throws {
    let transport = InMemoryTransport()
    let failures = Mutex(2)
    let puts = Mutex(0)
    transport.serve("member:2379") { _, message in
      let isClosed = failures.withLock { left in
        left -= 1
        return left >= 0
      }
      if isClosed { throw RPCError(code: .unavailable, message: "Socket closed") }
      let operations = try TxnRequest(decoding: message).success.count
      puts.withLock { $0 += operations }
      return RPCResponse(message: TxnResponse(succeeded: true).encoded())
    }
    let client = EtcdClient(
      configuration: ClientConfiguration(endpoints: [try Endpoint.parse("member:2379")]),
      transport: transport)
    client.start()
    try await DemoWorkload.seed(client)
    #expect(puts.withLock { $0 } == DemoKeyspace.entries(seed: 0).count)
    await client.shutDown()
  }

  private func leader(of cluster: LocalCluster, _ client: EtcdClient) async throws -> Int {
    var leader: Int?
    for (index, member) in cluster.members.enumerated() {
      let endpoint = try Endpoint.parse(member.clientEndpoint)
      let status = try await client.member(at: endpoint).status()
      if status.leader == status.memberID { leader = index }
    }
    return try #require(leader)
  }

  private func read(
    _ watch: WatchSubscription, into seen: inout CounterCheck,
    until isEnough: (CounterCheck) -> Bool
  ) async throws {
    for await update in watch {
      seen.take(update)
      if isEnough(seen) { return }
    }
    Issue.record("the watch ended")
  }
}

/// Whether the numbers of each counter follow one another.
private struct CounterCheck {
  private(set) var count = 0
  private(set) var mistakes: [String] = []
  private var last: [Key: Int64] = [:]

  mutating func take(_ update: WatchUpdate) {
    switch update {
    case .events(let events, _):
      for event in events { take(event.keyValue) }
    case .gap, .overflow, .ended: mistakes.append("\(update)")
    case .started, .progress, .disconnected, .resumed: break
    }
  }

  private mutating func take(_ keyValue: KeyValue) {
    count += 1
    guard let number = SequenceCounter.number(in: keyValue.value) else {
      mistakes.append("\(keyValue.key) has no number")
      return
    }
    if let last = last[keyValue.key], number != last + 1 {
      mistakes.append("\(keyValue.key) jumps from \(last) to \(number)")
    }
    last[keyValue.key] = number
  }
}
