import TerminalModel

extension Action {
  static let members = [
    Action(
      "member.details", "Details", keys: [KeyPress(.enter)], scope: .pane(.members), isHint: true,
      help: "Shows everything known about the selected member.",
      needs: .selectedMember
    ) { $0.openMember() },
    Action(
      "members.mode", "Matrix", keys: [.character("m")], scope: .pane(.members), isHint: true,
      help: "Shows what each member believes and answers, and back to the table."
    ) { state in
      state.members.mode = state.members.mode == .table ? .matrix : .table
      return []
    },
    Action(
      "members.hash", "Hash check", keys: [.character("K")], scope: .pane(.members),
      help: "Compares what the members hold at one revision; each reads its whole keyspace for it.",
      costs: "each member reads its whole keyspace"
    ) { $0.openHashChecks() },
  ]

  static let latency = [
    Action(
      "latency.mode", "Mode", keys: [.character("m")], scope: .pane(.latency), isHint: true,
      help:
        "Shows endpoints, kinds of calls, the heat map, the balancer's picks, one after the other."
    ) { $0.nextLatencyMode() },
    Action(
      "balancer.menu", "Balancer", keys: [.character("b")], scope: .pane(.latency), isHint: true,
      help: "Switches the balancer's policy; no call is dropped."
    ) { $0.openBalancerMenu() },
  ]
}
