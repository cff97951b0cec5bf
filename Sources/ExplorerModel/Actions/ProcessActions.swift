import TerminalModel

extension Action {
  static let process = [
    Action(
      "interrupt", "Cancel", keys: [.control("c")], scope: .everywhere,
      help: "Stops what is being loaded or typed; pressed twice, leaves etcdscope."
    ) { $0.interrupt() },
    Action(
      "suspend", "Suspend", keys: [.control("z")], scope: .everywhere,
      help: "Goes to the background; `fg` comes back."
    ) { _ in [.suspend] },
    Action(
      "redraw", "Redraw", keys: [.control("l")], scope: .everywhere,
      help: "Paints the whole screen anew."
    ) { _ in [.redraw] },
  ]
}
