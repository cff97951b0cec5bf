/// What the demo can do to one of its members.
public enum FaultAction: Hashable, Sendable {
  case kill, restart, pause, resume
  /// Cuts the member's peer links.
  case partition
  /// Takes back partition and delay.
  case heal
  /// Adds this many milliseconds to each direction of the member's links.
  case delay(milliseconds: Int)

  /// What the fault menu offers, in its order.
  public static let menu: [FaultAction] = [
    .kill, .restart, .pause, .resume, .partition, .heal, .delay(milliseconds: 50),
    .delay(milliseconds: 500),
  ]

  public var title: String {
    switch self {
    case .kill: "Kill"
    case .restart: "Restart"
    case .pause: "Pause (SIGSTOP)"
    case .resume: "Resume (SIGCONT)"
    case .partition: "Partition from peers"
    case .heal: "Heal partition and delay"
    case .delay(let milliseconds): "Delay by \(milliseconds) ms"
    }
  }
}

/// A fault for one member of the demo's cluster.
public struct FaultCommand: Hashable, Sendable {
  /// Its place in `ExplorerOptions.demoMembers`.
  public var member: Int
  public var name: String
  public var action: FaultAction

  public init(member: Int, name: String, action: FaultAction) {
    self.member = member
    self.name = name
    self.action = action
  }
}
