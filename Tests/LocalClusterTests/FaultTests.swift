import LocalCluster
import Platform
import TestSupport
import Testing

@Suite("Faults of a local cluster")
struct FaultTests {
  @Test("a killed member's client link refuses; restarted, it serves with its process known")
  func killAndRestart() async throws {
    try await withCluster(.members(3)) { cluster in
      let before = cluster.members[1]
      try await cluster.inject(.kill, on: 1)
      #expect(cluster.members[1].pid == nil)
      #expect(await !cluster.isHealthy(1))
      await #expect(throws: SystemError.self) {
        let request = try RawRequest(before.clientEndpoint)
        try await request.send()
      }
      try await until("the others have a leader") { await cluster.isHealthy(0) }
      try await cluster.inject(.restart, on: 1)
      #expect(cluster.members[1].pid != nil && cluster.members[1].pid != before.pid)
      try await until("the member is back") { await cluster.isHealthy(1) }
      try await until("its clients reach it") {
        await RawRequest.isAnswered(by: before.clientEndpoint)
      }
    }
  }

  @Test("a restart keeps the data, after a stop and from a run")
  func restartKeepsData() async throws {
    try await withCluster(.single) { cluster in
      // The member's own registration is an entry of its log: each start adds one.
      let name = "etcd_server_proposals_applied_total"
      var applied = try await metric(name, of: cluster.members[0])
      for _ in 0..<2 {
        try await cluster.inject(.restart, on: 0)
        try await until("the member is back") { await cluster.isHealthy(0) }
        let later = try await metric(name, of: cluster.members[0])
        #expect(later > applied)
        applied = later
        try await cluster.inject(.stop, on: 0)
        #expect(cluster.members[0].pid == nil)
      }
    }
  }

  @Test(
    "a partitioned member has no leader while the others have one, and heals", .serialized,
    arguments: 0..<3)
  func partition(index: Int) async throws {
    try await withCluster(.members(3)) { cluster in
      try await cluster.inject(.partition, on: index)
      try await until("the member misses its leader") {
        try await metric("etcd_server_has_leader", of: cluster.members[index]) == 0
      }
      for other in 0..<3 where other != index {
        try await until("the others have a leader") { await cluster.isHealthy(other) }
      }
      #expect(await !cluster.isHealthy(index))
      try await RawRequest.expectAnswer(from: cluster.members[index].clientEndpoint)
      try await cluster.inject(.heal, on: index)
      for other in 0..<3 {
        try await until("the cluster is whole") { await cluster.isHealthy(other) }
      }
    }
  }

  @Test("a member that is restarted while partitioned stays so")
  func partitionOutlivesRestart() async throws {
    try await withCluster(.members(3)) { cluster in
      try await cluster.inject(.partition, on: 0)
      try await cluster.inject(.restart, on: 0)
      try await until("the member listens") {
        (try? await metric("etcd_server_has_leader", of: cluster.members[0])) != nil
      }
      for other in 1..<3 {
        try await until("the others have a leader") { await cluster.isHealthy(other) }
      }
      #expect(await !cluster.isHealthy(0))
      try await cluster.inject(.heal, on: 0)
      try await until("the cluster is whole") { await cluster.isHealthy(0) }
    }
  }

  @Test("a paused member accepts connections and answers none; resumed, it answers those too")
  func pause() async throws {
    try await withCluster(.single) { cluster in
      try await cluster.inject(.pause, on: 0)
      let request = try RawRequest(cluster.members[0].clientEndpoint)
      try await request.send()
      #expect(await !cluster.isHealthy(0))
      #expect(!request.poll())
      try await cluster.inject(.resume, on: 0)
      try await until("the answer has come") { request.poll() }
      #expect(request.answer.contains(" 200 "))
    }
  }

  @Test("a blackholed client link is silent while the member is healthy, and heals")
  func blackhole() async throws {
    try await withCluster(.single) { cluster in
      try await cluster.inject(.blackhole, on: 0)
      let request = try RawRequest(cluster.members[0].clientEndpoint)
      try await request.send()
      #expect(await cluster.isHealthy(0))
      try await RawRequest.expectAnswer(from: cluster.members[0].directEndpoint)
      #expect(!request.poll())
      try await cluster.inject(.heal, on: 0)
      try await until("the answer has come") { request.poll() }
      #expect(request.answer.contains(" 200 "))
    }
  }

  @Test("a delay makes the client link's round trip at least that much longer")
  func delay() async throws {
    try await withCluster(.single) { cluster in
      try await cluster.inject(.delay(milliseconds: 300), on: 0)
      let start = ContinuousClock.now
      try await RawRequest.expectAnswer(from: cluster.members[0].clientEndpoint)
      #expect(ContinuousClock.now - start >= .milliseconds(300))
    }
  }

  @Test("a reset ends the client connections that there are, and no later one")
  func reset() async throws {
    try await withCluster(.single) { cluster in
      try await cluster.inject(.blackhole, on: 0)
      let request = try RawRequest(cluster.members[0].clientEndpoint)
      try await request.send()
      try await cluster.inject(.resetConnections, on: 0)
      try await until("the connection has ended") { request.poll() }
      #expect(request.isReset)
      try await cluster.inject(.heal, on: 0)
      try await RawRequest.expectAnswer(from: cluster.members[0].clientEndpoint)
    }
  }

  @Test("a fault that can't be is an error that says why")
  func refusals() async throws {
    try await withCluster(.single) { cluster in
      try await cluster.inject(.kill, on: 0)
      let down = await #expect(throws: ClusterError.self) {
        try await cluster.inject(.pause, on: 0)
      }
      #expect(down?.description == "member 0 is down; restart it first")
      await #expect(throws: ClusterError.self) { try await cluster.inject(.kill, on: 1) }
    }
  }

  private func metric(_ name: String, of member: LocalMember) async throws -> Double {
    let request = try RawRequest(member.metricsEndpoint)
    try await request.send("/metrics")
    try await until("the metrics have come") { request.poll() }
    let line = request.answer.split(separator: "\n").first { $0.hasPrefix("\(name) ") }
    return try #require(line?.split(separator: " ").last.flatMap { Double($0) })
  }
}
