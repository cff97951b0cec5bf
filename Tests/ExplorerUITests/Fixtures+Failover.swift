import EtcdModel
import ExplorerModel
import TerminalModel

extension Fixture {
  /// A follower was cut off from its peers, then the leader was killed: the last of three can't
  /// commit alone.
  static func failover(
    _ size: Size, focus: Pane, members: Bool = true, latencyMode: Int = 0
  ) -> FakeServer {
    var server = FakeServer(cluster(size))
    server.send(.cluster(split))
    server.send(.traffic(failingOver))
    server.send(.timeline(story))
    server.press("4" + (members ? "m" : ""))
    server.press("5" + String(repeating: "m", count: latencyMode))
    server.send(.calls(picks, last: picks.count))
    server.press(Unicode.Scalar(UInt8(0x30 + focus.rawValue)))
    return server
  }

  private static var split: ClusterSnapshot {
    var alone = member(
      1, role: .follower, verdict: .noLeader,
      reason: "knows no leader; no other member commits either")
    alone.status?.leader = MemberID(0)
    alone.status?.raftTerm = 15
    alone.linearizableLateSince = now - .milliseconds(1400)
    alone.serializable = ProbeOutcome(roundTrip: .microseconds(700), at: now - .seconds(1))
    var killed = member(2, role: .leader, verdict: .unreachable, reason: "connection refused")
    killed.answeredAt = now - .seconds(4)
    killed.isStale = true
    killed.status?.leader = killed.id ?? MemberID(2)
    killed.nextPoll = now + .milliseconds(800)
    var cut = member(
      3, role: .follower, verdict: .partitioned, reason: "knows no leader for 14 s")
    cut.status?.leader = MemberID(0)
    cut.status?.raftTerm = 19
    cut.lag = 42
    cut.linearizable = ProbeOutcome(
      failure: "no leader", roundTrip: .milliseconds(2), at: now - .milliseconds(300))
    cut.serializable = ProbeOutcome(roundTrip: .microseconds(650), at: now - .seconds(1))
    var snapshot = ClusterSnapshot(
      clusterID: ClusterID(7), takenAt: now - .milliseconds(300), members: [alone, killed, cut])
    snapshot.remarks = ["the cluster lost its quorum: 1 of 3 members is left"]
    return snapshot
  }

  private static var failingOver: TrafficSnapshot {
    var snapshot = traffic
    snapshot.pickReason =
      "Nobody is well, so everybody is tried; avoiding 127.0.0.1:2389 (no-leader), "
      + "127.0.0.1:2399 (not connected), 127.0.0.1:2409 (partitioned)."
    for index in snapshot.endpoints.indices {
      let base = [900, 600, 3800][index]
      snapshot.endpoints[index].heat = (0..<60).map { slot in
        slot < 20 ? nil : .microseconds(slot > 56 ? base * 90 : base + slot * 20)
      }
      snapshot.endpoints[index].kinds = [
        (CallRecord.Kind.status, 60, 1), (.linearizableRead, 30, 3),
      ].map { kind, count, factor in
        KindLatency(
          kind: kind,
          summary: LatencySummary(
            count: count, p50: .microseconds(base * factor), p90: .microseconds(base * factor * 2),
            p99: .microseconds(base * factor * 4), max: .microseconds(base * factor * 5)),
          history: snapshot.endpoints[index].history)
      }
    }
    let refused = ConnectionState.transientFailure(reason: "connection refused")
    snapshot.endpoints[1].connections[0].state = refused
    snapshot.endpoints[1].connections[0].nextAttempt = now + .seconds(2)
    snapshot.endpoints[2].connections[0].state = .ready
    snapshot.endpoints[2].connections[0].lastFailure = "connection reset"
    return snapshot
  }

  private static var story: [TimelineEntry] {
    let subjects = (1...3).map { TimelineSubject(member($0, role: .follower)) }
    let changes: [(Int, TimelineSubject?, TimelineChange)] = [
      (
        -14_000, subjects[2],
        .verdict(from: .healthy, to: .partitioned, reason: "knows no leader, others commit")
      ),
      (-4_100, subjects[1], .connectionDown(.calls, reason: "connection refused")),
      (
        -4_000, subjects[1],
        .verdict(from: .healthy, to: .unreachable, reason: "connection refused")
      ),
      (-3_900, nil, .leaderLost(former: subjects[1], term: 14)),
      (-3_000, subjects[0], .verdict(from: .healthy, to: .noLeader, reason: "knows no leader")),
    ]
    return changes.enumerated().map { index, change in
      TimelineEntry(
        number: index + 3, at: now + .milliseconds(change.0), member: change.1, change: change.2)
    }
  }

  private static var picks: [CallRecord] {
    func call(
      _ number: Int, _ age: Int, _ latency: Int, attempt: Int = 1, failure: String? = nil
    ) -> CallRecord {
      CallRecord(
        endpoint: endpoint(number), role: .calls, method: "/etcdserverpb.KV/Range",
        kind: .linearizableRead, startedAt: now - .milliseconds(age),
        latency: .microseconds(latency), bytesSent: 12, bytesReceived: 40,
        statusCode: failure == nil ? 0 : 14, failure: failure, attempt: attempt)
    }
    return [
      call(2, 5000, 600), call(1, 4500, 900), call(2, 4000, 300, failure: "connection refused"),
      call(1, 3990, 870, attempt: 2),
    ]
  }
}
