import EtcdModel

/// Members that take part but can't keep up.
extension Bench {
  /// Entries that the cluster had committed, as far as anybody had told before this member was
  /// asked, and that it had not applied.
  func lag(of index: Int) -> UInt64? {
    guard let status = members[index].status, status.report.raftAppliedIndex > 0 else {
      return nil
    }
    let applied = status.report.raftAppliedIndex
    let committed = max(
      status.report.raftIndex, committed(in: members[index].cluster, at: status.sentAt))
    return committed > applied ? committed - applied : 0
  }

  func isLagging(_ member: MemberEvidence, by lag: UInt64) -> Bool {
    if member.previous == .lagging { return lag >= thresholds.lagEntries / 2 }
    return lag >= thresholds.lagEntries && member.status?.wasBehind == true
  }

  /// Two slow answers running make a member slow; answers below two thirds of the limit make it
  /// fast again.
  func slowness(of member: MemberEvidence) -> String? {
    let wasSlow = member.previous == .slow
    let limit = slowLimit * (wasSlow ? 2.0 / 3.0 : 1)
    let status = member.status?.roundTrips ?? []
    let reads = member.linearizable.successes.map(\.roundTrip)
    for (trips, name) in [(status, "Status"), (reads, "a linearizable read")] {
      guard let newest = trips.first, newest > limit else { continue }
      if wasSlow || trips.count > 1 && trips.allSatisfy({ $0 > limit }) {
        return "\(name) takes \(newest.inWords)\(comparison)"
      }
    }
    return nil
  }

  private var slowLimit: Duration {
    guard let fastest else { return thresholds.slowCeiling }
    return min(
      max(fastest * thresholds.slowFactor, thresholds.slowFloor), thresholds.slowCeiling)
  }

  private var comparison: String {
    fastest.map { ", the fastest member's Status \($0.inWords)" } ?? ""
  }
}
