import EtcdAPI
import EtcdClient
import EtcdModel
import LocalCluster
import Scenarios
import Synchronization
import TestSupport
import Testing

/// Group L of etcd's client tests: leases that are kept alive.
///
/// L3 asks that a keep-alive which requires a leader ends within 5 s without one. The client has no
/// such keep-alive: each ends with its lease, and until then goes on by itself, which is tested.
/// L4's full queue is tested on values (`LeaseKeepingTests`).
@Suite("L: leases", .serialized, .sharedCluster, .timeLimit(.minutes(10)))
struct LeaseTests {
  /// Counts the renewals of a lease, and keeps the reason of its end.
  private final class Reader: Sendable {
    private let state = Mutex((renewals: 0, lost: String?.none))
    private let keeper: LeaseKeeper

    init(_ keeper: LeaseKeeper) {
      self.keeper = keeper
      Task { [weak self] in
        for await update in keeper.updates {
          self?.state.withLock { state in
            switch update {
            case .renewed: state.renewals += 1
            case .lost(let reason): state.lost = reason
            }
          }
        }
      }
    }

    var renewals: Int { state.withLock { $0.renewals } }
    var lost: String? { state.withLock { $0.lost } }
  }

  @Test(
    "L1: a keep-alive ends within 10 s when its member is down, before or after the first answer")
  func timeouts() async throws {
    let cluster = try SharedCluster.get()
    try await cluster.withSubject(members: [0]) { subject in
      let client = subject.client
      let kept = try await client.leaseGrant(LeaseGrantRequest(ttl: 2)).id
      let fresh = try await client.leaseGrant(LeaseGrantRequest(ttl: 2)).id
      let before = Reader(client.keepAlive(kept))
      try await until("the lease is renewed") { before.renewals > 0 }
      try await cluster.during(.kill, on: [0]) {
        let after = Reader(client.keepAlive(fresh))
        try await until(within: .seconds(10), "both end") {
          before.lost != nil && after.lost != nil
        }
        #expect(after.renewals == 0)
      }
    }
  }

  @Test("L2, L3: a keep-alive goes on when the quorum was lost for less than the time to live")
  func quorumLost() async throws {
    let cluster = try SharedCluster.get()
    try await cluster.withSubject(members: [0]) { subject in
      let client = subject.client
      let lease = try await client.leaseGrant(LeaseGrantRequest(ttl: 10)).id
      _ = try await client.put(PutRequest(key: Key("l2"), value: [1], lease: lease))
      let reader = Reader(client.keepAlive(lease))
      try await until("the lease is renewed") { reader.renewals > 0 }
      try await cluster.during(.stop, on: [1, 2]) {
        try await until("the quorum's loss is noticed") {
          do throws(EtcdError) {
            try await Operation.put.run(by: client, timeout: .seconds(1))
            return false
          } catch {
            return error.code == .noLeader
          }
        }
        #expect(reader.lost == nil)
      }
      let renewals = reader.renewals
      try await until("the lease is renewed again") { reader.renewals > renewals }
      #expect(reader.lost == nil)
    }
  }

  @Test("L4: a lease that is not there ends its keep-alive alone, and a closed client ends all")
  func notFound() async throws {
    let cluster = try SharedCluster.get()
    try await cluster.withSubject { subject in
      let client = subject.client
      let lease = try await client.leaseGrant(LeaseGrantRequest(ttl: 10)).id
      let missing = Reader(client.keepAlive(LeaseID(0xdead)))
      let kept = Reader(client.keepAlive(lease))
      try await until("the missing one ends") { missing.lost != nil }
      let renewals = kept.renewals
      try await until("the other goes on") { kept.renewals > renewals }
      await client.shutDown()
      try await until("it ends with the client") { kept.lost != nil }
      let late = Reader(client.keepAlive(lease))
      try await until("none is kept after that") { late.lost != nil }
    }
  }
}
