import EtcdClient
import EtcdModel
import TestSupport
import Testing

@testable import MemberStatus

@Suite("MemberStatusService: hashes of all members", .aheadOfComputing)
struct HashCheckServiceTests {
  /// Runs a service until every member has answered, then the body while the service's clock
  /// stands: on a starved machine members that nobody had time to ask would count as unreachable.
  private func withService(
    _ members: InMemoryMembers, _ body: (MemberStatusService) async throws -> Void
  ) async throws {
    let clock = HandClock()
    let service = MemberStatusService(client: members.client, clock: clock)
    let run = Task { await service.run() }
    try await until("every member is up") {
      guard let snapshot = service.latest, snapshot.isComplete else { return false }
      if snapshot.members.allSatisfy(\.isUp) { return true }
      clock.advance(by: .seconds(1))
      return false
    }
    try await body(service)
    run.cancel()
    await run.value
    await members.client.shutDown()
  }

  @Test("One member at a time reads its keyspace, the leader last")
  func oneByOne() async throws {
    let members = InMemoryMembers(count: 5)
    try await withService(members) { service in
      var progress: [HashCheck.Progress] = []
      let check = try #require(await service.checkHashes { progress.append($0) })
      #expect(progress.map(\.done) == [0, 1, 2, 3, 4])
      #expect(progress.allSatisfy { $0.total == 5 })
      #expect(check.conclusion == .equal(members: 5))
      let hashing = members.hashing.withLock { $0 }
      #expect(hashing.mostAtOnce == 1)
      #expect(hashing.asked.map(\.rawValue) == [2, 3, 4, 5, 1])
    }
  }

  @Test("A member that others overtook in compacting is asked once more")
  func compactedMeanwhile() async throws {
    let members = InMemoryMembers(count: 3)
    members.hashing.withLock {
      $0.compactRevisions = [MemberID(1): [6], MemberID(2): [4, 6], MemberID(3): [4, 4]]
    }
    try await withService(members) { service in
      let check = try #require(await service.checkHashes())
      #expect(check.conclusion == .equal(members: 2), "\(check)")
      #expect(members.hashing.withLock { $0.asked.map(\.rawValue) } == [2, 3, 1, 2, 3])
    }
  }

  @Test("A check that is stopped asks no further member and concludes nothing")
  func stops() async throws {
    let members = InMemoryMembers(count: 3)
    try await withService(members) { service in
      let check = Task {
        await service.checkHashes { _ in withUnsafeCurrentTask { $0?.cancel() } }
      }
      #expect(await check.value == nil)
      #expect(members.hashing.withLock { $0.asked.count } <= 1)
      #expect(service.hashChecks.isEmpty)
    }
  }
}
