import EtcdAPI
import EtcdClient
import EtcdModel
import LocalCluster
import TestSupport
import Testing

@testable import MemberStatus

@Suite("MemberStatusService while the membership changes", .aheadOfComputing)
struct MembershipChangeTests {
  @Test(
    "A learner is added and promoted, the leader moved, a member removed and replaced",
    arguments: [3, 5])
  func wholeLife(of size: Int) async throws {
    var options = ClusterOptions.members(size)
    options.spareCount = 1
    // Else etcd refuses changes within five seconds of its start.
    options.extraArguments = ["--strict-reconfig-check=false"]
    try await ServiceHarness.run(options) { harness in
      try await addLearner(harness, spare: size)
      try await promote(harness, spare: size)
      try await moveLeader(harness, to: size)
      try await replace(harness, size)
    }
  }

  private func addLearner(_ harness: ServiceHarness, spare index: Int) async throws {
    let spare = harness.cluster.members[index]
    _ = try await harness.client.memberAdd(
      MemberAddRequest(peerURLs: [spare.peerEndpoint], isLearner: true))
    harness.service.refresh()
    try await harness.waits { snapshot in
      snapshot.members.contains { $0.reason == "added, but not started yet" }
    }
    let added = try #require(harness.service.latest)
    #expect(added.members.count { $0.isUp } == index)
    try await harness.cluster.inject(.join(cluster: Array(0...index)), on: index)
    try await harness.waits { _ in
      harness.member(index)?.verdict == .healthy && harness.member(index)?.role == .learner
        && harness.member(index)?.isReadyForPromotion == true
    }
    #expect(harness.service.latest?.members.count == index + 1)
  }

  private func promote(_ harness: ServiceHarness, spare index: Int) async throws {
    let learner = try #require(harness.member(index)?.id)
    // It refuses until the leader has heard that the learner caught up.
    try await until("the learner is promoted") {
      (try? await harness.client.memberPromote(MemberPromoteRequest(id: learner))) != nil
    }
    harness.service.refresh()
    try await harness.waits { _ in
      harness.member(index)?.role == .follower && harness.member(index)?.verdict == .healthy
    }
    #expect(
      harness.told(harness.cluster.members[index].name).contains("promoted from learner to voter"))
  }

  private func moveLeader(_ harness: ServiceHarness, to index: Int) async throws {
    let former = try #require(harness.service.latest?.leader)
    let endpoint = try #require(former.endpoint)
    let heir = try #require(harness.member(index)?.id)
    let began = ContinuousClock.now
    _ = try await harness.client.member(at: endpoint).moveLeader(to: heir)
    try await harness.waits { snapshot in
      snapshot.leader?.id == heir && snapshot.members.allSatisfy { $0.verdict == .healthy }
    }
    #expect(
      harness.service.timeline.contains { entry in
        guard case .leaderMoved(let from, let to, _) = entry.change else { return false }
        return from?.id == former.id && to.id == heir
      })
    harness.expectWell(allowing: [.noLeader], since: began)
  }

  /// m1 is removed, and comes back empty and with another id.
  private func replace(_ harness: ServiceHarness, _ size: Int) async throws {
    let former = try #require(harness.member(0)?.id)
    do throws(EtcdError) {
      _ = try await harness.client.memberRemove(MemberRemoveRequest(id: former))
    } catch {
      // It may have been asked of the member itself, which is gone before it has answered.
      #expect(error.effect == .unknown, "\(error)")
    }
    harness.service.refresh()
    try await harness.waits { snapshot in
      snapshot.members.contains { $0.reason.hasPrefix("removed from the cluster") }
        || !snapshot.members.contains { $0.id == former }
    }
    try await harness.cluster.inject(.kill, on: 0)
    _ = try await harness.client.memberAdd(
      MemberAddRequest(peerURLs: [harness.cluster.members[0].peerEndpoint]))
    try await harness.cluster.inject(.join(cluster: Array(0...size)), on: 0)
    harness.service.refresh()
    try await harness.waits { snapshot in
      harness.member(0)?.id.map { $0 != former } == true && snapshot.members.count == size + 1
        && snapshot.members.allSatisfy { $0.verdict == .healthy }
    }
    let heir = harness.member(0)?.id
    let timeline = harness.service.timeline
    // Its endpoint is a given one: whoever looks seldom finds the heir there, and nobody gone.
    let isReplaced = timeline.contains {
      $0.member?.id == heir && $0.change == .replaced(former: former)
    }
    let wentAndCame =
      timeline.contains { $0.member?.id == former && $0.change == .memberRemoved }
      && timeline.contains { $0.member?.id == heir && $0.change == .memberAdded }
    #expect(isReplaced || wentAndCame, "\(timeline.map(\.words))")
  }
}

@Suite("MemberStatusService on five members", .aheadOfComputing)
struct FiveMembersTests {
  @Test("Two partitioned followers, then a hung, a slow and a killed member are told apart")
  func faultsTogether() async throws {
    try await ServiceHarness.run(.members(5)) { harness in
      let leader = try #require(harness.leader)
      let others = (1...4).map { (leader + $0) % 5 }
      for victim in others.prefix(2) { try await harness.cluster.inject(.partition, on: victim) }
      try await harness.waits { _ in
        others.prefix(2).allSatisfy { harness.member($0)?.verdict == .partitioned }
          && ([leader] + others.suffix(2)).allSatisfy {
            harness.member($0)?.verdict == .healthy
          }
      }
      for victim in others.prefix(2) { try await harness.cluster.inject(.heal, on: victim) }
      try await harness.becomesHealthy(within: .seconds(30))

      try await harness.cluster.inject(.pause, on: others[0])
      try await harness.cluster.inject(.delay(milliseconds: 300), on: others[1])
      try await harness.cluster.inject(.kill, on: others[2])
      try await harness.waits { _ in
        harness.member(others[0])?.verdict == .unreachable
          && harness.member(others[1])?.verdict == .slow
          && harness.member(others[2])?.verdict == .unreachable
          && harness.member(others[3])?.verdict == .healthy
      }
      #expect(harness.service.latest?.remarks == [])
      try await harness.cluster.inject(.resume, on: others[0])
      try await harness.cluster.inject(.heal, on: others[1])
      try await harness.cluster.inject(.restart, on: others[2])
      try await harness.becomesHealthy(within: .seconds(30))
    }
  }
}

extension ServiceHarness {
  /// What the timeline says of a member.
  fileprivate func told(_ name: String) -> [String] {
    service.timeline.filter { $0.member?.name == name }.map(\.change.words)
  }
}
