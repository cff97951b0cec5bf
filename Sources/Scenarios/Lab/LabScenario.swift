import LocalCluster

/// What happens to a cluster while every policy is at work on it.
package enum LabScenario: String, Hashable, Sendable, CaseIterable {
  case followerKilled = "follower-killed"
  case leaderKilled = "leader-killed"
  case connectionsReset = "connections-reset"
  case followerPaused = "follower-paused"
  case followerBlackholed = "follower-blackholed"
  case followerPartitioned = "follower-partitioned"
  case leaderPartitioned = "leader-partitioned"
  case allRestarted = "all-restarted"

  var fault: Fault {
    switch self {
    case .followerKilled, .leaderKilled: .kill
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
    case .leaderKilled, .leaderPartitioned: leader
    default: (leader + 1) % count
    }
  }

  func victims(first: Int, of count: Int) -> [Int] {
    switch self {
    case .connectionsReset, .allRestarted: Array(0..<count)
    default: [first]
    }
  }
}
