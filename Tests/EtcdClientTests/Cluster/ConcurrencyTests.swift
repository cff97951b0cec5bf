import EtcdAPI
import EtcdModel
import LocalCluster
import Synchronization
import TestSupport
import Testing

@testable import EtcdClient

@Suite(.timeLimit(.minutes(10))) struct ConcurrencyTests {
  @Test("a lock is one holder's at a time, an election one leader's, and an observer hears of each")
  func lockAndElection() async throws {
    try await withCluster(.members(3)) { cluster in
      try await cluster.withClient { client in
        let long = CallOptions(timeout: .seconds(30))
        let lease = try await client.leaseGrant(LeaseGrantRequest(ttl: 60)).id
        let other = try await client.leaseGrant(LeaseGrantRequest(ttl: 60)).id

        let held = try await client.lock(LockRequest(name: Array("l".utf8), lease: lease))
        let waiting = Task { () throws(EtcdError) in
          try await client.lock(LockRequest(name: Array("l".utf8), lease: other), options: long)
        }
        try await until("somebody waits") {
          try await client.range(RangeRequest(range: .prefix(Array("l/".utf8)))).count == 2
        }
        _ = try await client.unlock(UnlockRequest(key: held.key))
        let next = try await waiting.value
        #expect(next.key != held.key && next.header.revision > held.header.revision)

        let name = Array("e".utf8)
        let nobody = await failure { () throws(EtcdError) in
          try await client.electionLeader(LeaderRequest(name: name))
        }
        #expect(nobody?.message == "election: no leader")
        let observed = Mutex<[[UInt8]]>([])
        let observing = Task {
          for try await leader in client.observe(LeaderRequest(name: name)) {
            observed.withLock { $0.append(leader.value) }
          }
        }
        let won = try await client.campaign(
          CampaignRequest(name: name, lease: lease, value: [1]))
        try await until("the leader is observed") { observed.withLock { $0 == [[1]] } }
        // The observer goes on elsewhere, and is told no leader twice.
        for member in 0..<3 { try await cluster.inject(.resetConnections, on: member) }
        _ = try await client.electionLeader(LeaderRequest(name: name), options: long)
        try await until("the value is proclaimed") {
          do throws(EtcdError) {
            _ = try await client.proclaim(ProclaimRequest(leader: won.leader, value: [2]))
            return true
          } catch {
            return error.code != .unavailable
          }
        }
        try await until("the new value is observed") { observed.withLock { $0 == [[1], [2]] } }
        #expect(
          try await client.electionLeader(LeaderRequest(name: name)).leader?.value == [2])
        _ = try await client.resign(ResignRequest(leader: won.leader))
        _ = try await client.campaign(CampaignRequest(name: name, lease: other, value: [3]))
        try await until("the next leader is observed") {
          observed.withLock { $0 == [[1], [2], [3]] }
        }
        observing.cancel()
        _ = await observing.result

        #expect(try await client.keepAliveOnce(lease) == 60)
        _ = try await client.leaseRevoke(LeaseRevokeRequest(id: lease))
        let gone = await failure { () throws(EtcdError) in try await client.keepAliveOnce(lease) }
        #expect(gone?.code == .notFound)

        try await movesTheLeader(cluster, client)
      }
    }
  }

  private func movesTheLeader(_ cluster: LocalCluster, _ client: EtcdClient) async throws {
    let target = try await cluster.follower(by: client)
    let member = client.member(at: try cluster.endpoints()[target])
    let id = try await member.status().memberID
    _ = try await client.moveLeader(to: id)
    #expect(try await cluster.leader(by: client) == target)
    #expect(await member.isServing(timeout: .seconds(10)))
    #expect(try await member.hash().header.memberID == id)
    // Who does not lead can't hand over; the error is the one that etcd gives.
    let follower = try cluster.endpoints()[(target + 1) % 3]
    let refused = await failure { () throws(EtcdError) in
      try await client.member(at: follower).moveLeader(to: id)
    }
    #expect(refused?.message == "etcdserver: not leader")
  }
}
