import LocalCluster

/// What happens to a cluster while every policy is at work on it.
package enum LabScenario: String, Hashable, Sendable, CaseIterable {
  case followerKilled = "follower-killed"
  case leaderKilled = "leader-killed"
  case followerStopped = "follower-stopped"
  case leaderStopped = "leader-stopped"
  case connectionsReset = "connections-reset"
  case followerPaused = "follower-paused"
  case followerBlackholed = "follower-blackholed"
  case followerPartitioned = "follower-partitioned"
  case leaderPartitioned = "leader-partitioned"
  case allRestarted = "all-restarted"
  case quorumLost = "quorum-lost"
  case historyCompacted = "history-compacted"
  case endpointAdded = "endpoint-added"
  case endpointsReplaced = "endpoints-replaced"
  case learnerGiven = "learner-given"

  /// The rows of the tests of etcd's own client that it plays, as the scenario tests name them.
  /// In the tests only are those that are the same for every policy: connecting that fails (D1),
  /// certificates (F1), and how watches (W5) and leases (L4) are begun, filtered and ended.
  package var rows: String {
    switch self {
    case .followerKilled: "K1"
    case .leaderKilled, .leaderStopped: "S1"
    case .followerStopped: "S2–S6, K2"
    case .connectionsReset: "K3, W1"
    case .followerPaused: "F2, L1"
    case .followerBlackholed: "B1–B6"
    case .followerPartitioned: "P1–P6, P9"
    case .leaderPartitioned: "P7, P8, P10"
    case .allRestarted: "S7, S8"
    case .quorumLost: "K5, W4, L2, L3"
    case .historyCompacted: "W2, W3"
    case .endpointAdded: "D2"
    case .endpointsReplaced: "D3, D4"
    case .learnerGiven: "K4"
    }
  }

  /// nil where it is the cluster that is another one.
  var fault: Fault? {
    switch self {
    case .followerKilled, .leaderKilled, .endpointAdded: .kill
    case .followerStopped, .leaderStopped, .quorumLost, .historyCompacted: .stop
    case .connectionsReset: .resetConnections
    case .followerPaused: .pause
    case .followerBlackholed: .blackhole
    case .followerPartitioned, .leaderPartitioned, .endpointsReplaced: .partition
    case .allRestarted: .restart
    case .learnerGiven: nil
    }
  }

  /// Whose endpoints the clients know until the fault.
  func known<Element>(first: Int, of all: [Element]) -> [Element] {
    switch self {
    case .historyCompacted, .endpointAdded, .endpointsReplaced: [all[first]]
    default: all
    }
  }

  /// Whose endpoints the clients are given when the fault has come; nil leaves them what they know.
  func given<Element>(first: Int, of all: [Element]) -> [Element]? {
    switch self {
    case .endpointAdded: all
    case .endpointsReplaced: all.indices.filter { $0 != first }.map { all[$0] }
    default: nil
    }
  }

  /// The member on which policies that pin begin: the one that is hit.
  func first(leader: Int, of count: Int) -> Int {
    switch self {
    case .leaderKilled, .leaderStopped, .leaderPartitioned: leader
    default: (leader + 1) % count
    }
  }

  func victims(first: Int, of count: Int) -> [Int] {
    switch self {
    case .connectionsReset, .allRestarted: Array(0..<count)
    case .quorumLost: (0..<count / 2 + 1).map { (first + $0) % count }
    default: [first]
    }
  }
}
