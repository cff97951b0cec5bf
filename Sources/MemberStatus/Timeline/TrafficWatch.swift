import EtcdModel

/// Finds in the client's own traffic what belongs to the story of a failover: connections that break
/// and come back, and the balancer that sends calls elsewhere.
struct TrafficWatch {
  private struct Line: Hashable {
    var endpoint: Endpoint
    var role: ConnectionRole
  }

  /// Whether each connection was last seen to work.
  private var isUp: [Line: Bool] = [:]
  private var choices: [Endpoint] = []

  /// - Parameter snapshot: names the members behind the endpoints.
  mutating func observe(
    _ traffic: TrafficSnapshot, _ snapshot: ClusterSnapshot
  ) -> [(TimelineSubject?, TimelineChange)] {
    var changes: [(TimelineSubject?, TimelineChange)] = []
    var seen: [Line: Bool] = [:]
    // The status connections' own story is in the members' snapshots.
    for report in traffic.endpoints.flatMap(\.connections) where report.role != .status {
      let line = Line(endpoint: report.endpoint, role: report.role)
      let wasUp = isUp[line]
      seen[line] = wasUp
      switch report.state {
      case .ready:
        seen[line] = true
        if wasUp == false {
          changes.append((snapshot.subject(at: report.endpoint), .connectionUp(report.role)))
        }
      case .transientFailure(let reason):
        seen[line] = false
        if wasUp == true {
          changes.append(
            (snapshot.subject(at: report.endpoint), .connectionDown(report.role, reason: reason)))
        }
      case .idle, .connecting, .closed: break
      }
    }
    isUp = seen
    let now = traffic.endpoints.filter(\.takesCalls).map(\.endpoint)
    // None at all means that nothing is connected, which is told already.
    if !now.isEmpty, !choices.isEmpty || traffic.isSettled {
      if !choices.isEmpty, Set(now) != Set(choices) {
        let (from, to) = (snapshot.labels(of: choices), snapshot.labels(of: now))
        changes.append((nil, .picksMoved(reason: "\(from) → \(to) (\(traffic.policy))")))
      }
      choices = now
    }
    return changes
  }
}

extension TrafficSnapshot {
  /// No connection for calls is on its way up, as all of them are at the start.
  fileprivate var isSettled: Bool {
    !endpoints.flatMap(\.connections).contains { $0.role == .calls && $0.state == .connecting }
  }
}

extension ClusterSnapshot {
  fileprivate func subject(at endpoint: Endpoint) -> TimelineSubject {
    members.first { $0.endpoint == endpoint || $0.aliases.contains(endpoint) }
      .map(TimelineSubject.init) ?? TimelineSubject(id: nil, name: "", endpoint: endpoint)
  }

  fileprivate func labels(of endpoints: [Endpoint]) -> String {
    endpoints.map { subject(at: $0).label }.joined(separator: ", ")
  }
}
