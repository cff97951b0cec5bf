import EtcdAPI
import EtcdClient
import EtcdModel
import LocalCluster
import TestSupport
import Testing

@testable import MemberStatus

/// On simulated time the poll machine's promises are held to the millisecond, see
/// `PollMachineVerdictTests`; here they are held against real members.
@Suite("The right verdict on the right member, of real clusters", .timeLimit(.minutes(15)))
struct FaultTrialTests {
  @Test(
    "Whatever befalls a follower, it alone is called so, and is healthy soon after its end",
    arguments: [3, 5])
  func follower(of size: Int) async throws {
    try await ServiceHarness.run(.members(size)) { harness in
      func victim() throws -> Int { (try #require(harness.leader) + 1) % size }
      try await FaultTrial(
        fault: .kill, victims: [victim()], verdict: .unreachable, reason: "connection refused"
      ).run(in: harness)
      #expect(
        harness.service.timeline.contains { entry in
          if case .restarted = entry.change { true } else { false }
        })
      try await FaultTrial(
        fault: .pause, victims: [victim()], verdict: .unreachable, reason: "no answer for"
      ).run(in: harness)
      try await FaultTrial(
        fault: .partition, victims: [victim()], verdict: .partitioned
      ).run(in: harness)
      try await FaultTrial(
        fault: .blackhole, victims: [victim()], verdict: .unreachable, reason: "no answer for"
      ).run(in: harness)
      try await FaultTrial(
        fault: .delay(milliseconds: 300), victims: [victim()], verdict: .slow
      ).run(in: harness)
    }
  }

  @Test(
    "Whatever befalls the leader, it is called so, and each other's headless gap is told truly",
    arguments: [3, 5])
  func leader(of size: Int) async throws {
    try await ServiceHarness.run(.members(size)) { harness in
      let trials: [(fault: Fault, verdict: Verdict)] = [
        (.kill, .unreachable), (.pause, .unreachable), (.partition, .partitioned),
      ]
      for (fault, verdict) in trials {
        let victim = try #require(harness.leader)
        let others = (0..<size).filter { $0 != victim }
        try await FaultTrial(
          fault: fault, victims: [victim], verdict: verdict, causesElection: true
        ).run(in: harness) { began in
          try await harness.expectTrueGaps(of: others, since: began)
          let successor = try #require(harness.leader)
          #expect(successor != victim)
          let (former, next) = (
            harness.cluster.members[victim].name, harness.cluster.members[successor].name
          )
          #expect(
            harness.service.timeline.contains { entry in
              entry.at >= began && entry.words.hasPrefix("leader \(former) → \(next), term")
            })
        }
      }
      // Its peers still hear it: it leads on, though no client can tell.
      try await FaultTrial(
        fault: .blackhole, victims: [try #require(harness.leader)], verdict: .unreachable,
        reason: "no answer for"
      ).run(in: harness)
    }
  }

  @Test(
    "A lost quorum is no-leader on who is left, all down is unreachable, and both end",
    arguments: [3, 5])
  func quorum(of size: Int) async throws {
    try await ServiceHarness.run(.members(size)) { harness in
      let leader = try #require(harness.leader)
      let gone = (0...size / 2).map { (leader + $0) % size }
      let left = (0..<size).filter { !gone.contains($0) }
      let began = ContinuousClock.now
      for victim in gone { try await harness.cluster.inject(.kill, on: victim) }
      let came = ContinuousClock.now
      func isLost(_ snapshot: ClusterSnapshot) -> Bool {
        left.allSatisfy { harness.member($0, in: snapshot)?.verdict == .noLeader }
          && gone.allSatisfy { harness.member($0, in: snapshot)?.verdict == .unreachable }
          && snapshot.remarks == ["quorum lost: \(left.count) of \(size) voters answer"]
      }
      try await harness.waits(until: isLost)
      let lost = try await harness.firstSnapshot(since: began, where: isLost)
      let stalled = harness.stalls.stalled(since: began)
      #expect(lost.takenAt - came <= FaultTrial.promise + stalled * 3, "stalled for \(stalled)")
      for member in left {
        #expect(harness.member(member)?.reason.contains("quorum lost") == true)
      }
      for victim in gone { try await harness.cluster.inject(.restart, on: victim) }
      try await harness.becomesHealthy(within: .seconds(40))
      #expect(harness.service.latest?.remarks == [])
      for member in left { try harness.expectTrueLongestGap(of: member, since: began) }
      try await FaultTrial(fault: .kill, victims: Array(0..<size), verdict: .unreachable)
        .run(in: harness)
      #expect(harness.service.latest?.remarks == [])
    }
  }

  @Test(
    "A member that fills its quota raises an alarm that names it, until it is disarmed",
    arguments: [3, 5])
  func noSpace(of size: Int) async throws {
    var options = ClusterOptions.members(size)
    options.quotaBytes = 1 << 20
    try await ServiceHarness.run(options) { harness in
      // A server learns of its file's size ten times a second only: puts may be well past the quota.
      var puts = 0
      try await until("a put finds no space") {
        puts += 1
        do throws(EtcdError) {
          _ = try await harness.client.put(
            PutRequest(
              key: Key("fill/\(puts)"), value: [UInt8](repeating: 1, count: 100_000)))
          return false
        } catch {
          // Servers also refuse a put that they have carried out: it was the one too many.
          #expect(error.effect == .unknown, "\(error)")
          return error.code == .noSpace
        }
      }
      let full = ContinuousClock.now
      try await harness.waits { $0.members.contains { $0.verdict == .alarm } }
      let first = try await harness.firstSnapshot(since: full - .seconds(60)) { snapshot in
        snapshot.members.contains { $0.verdict == .alarm }
      }
      let stalled = harness.stalls.stalled(since: full)
      #expect(first.takenAt - full <= FaultTrial.promise + stalled * 3, "stalled for \(stalled)")
      let snapshot = try #require(harness.service.latest)
      #expect(snapshot.alarms.allSatisfy { $0.kind == .noSpace })
      for member in snapshot.members where member.verdict == .alarm {
        #expect(member.alarms == [.noSpace])
        #expect(member.reason.hasPrefix("NOSPACE"))
      }
      for alarm in snapshot.alarms {
        _ = try await harness.client.alarm(
          AlarmRequest(action: .deactivate, memberID: alarm.member, kind: alarm.kind))
      }
      try await harness.becomesHealthy()
      #expect(harness.service.timeline.contains { $0.words.hasSuffix("alarm NOSPACE cleared") })
    }
  }
}
