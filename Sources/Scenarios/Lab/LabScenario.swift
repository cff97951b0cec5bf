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

  /// The rows of the tests of etcd's own client that it plays, as the scenario tests name them.
  /// Those of dialling (D), certificates (F1) and learners (K4) have no fault and are in the tests
  /// only, and so are the rows about the watch's options.
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
    }
  }

  var fault: Fault {
    switch self {
    case .followerKilled, .leaderKilled: .kill
    case .followerStopped, .leaderStopped, .quorumLost: .stop
    case .connectionsReset: .resetConnections
    case .followerPaused: .pause
    case .followerBlackholed: .blackhole
    case .followerPartitioned, .leaderPartitioned: .partition
    case .allRestarted: .restart
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
