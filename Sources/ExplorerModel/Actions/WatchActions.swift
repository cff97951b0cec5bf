import TerminalModel

extension Action {
  static let watches = [
    Action(
      "watch.add", "Watch", keys: [.character("w")], scope: .pane(.watches), isHint: true,
      help: "Watches a prefix that you type."
    ) { state in
      state.overlay = .prompt(Prompt(.watchPrefix))
      return []
    },
    Action(
      "watch.drop", "Drop", keys: [.character("d")], scope: .pane(.watches), isHint: true,
      help: "Closes the chosen watch; its rows stay.",
      needs: .openWatch
    ) { $0.dropWatch() },
    Action(
      "watch.previous", "Previous watch", keys: [KeyPress(.left), .character("h")],
      scope: .pane(.watches), help: "Chooses the watch before."
    ) { state in
      state.watches.choose(by: -1)
      return []
    },
    Action(
      "watch.next", "Next watch", keys: [KeyPress(.right), .character("l")],
      scope: .pane(.watches), help: "Chooses the watch after."
    ) { state in
      state.watches.choose(by: 1)
      return []
    },
    Action(
      "watch.open", "Open key", keys: [KeyPress(.enter)], scope: .pane(.watches),
      help: "Shows the current value of the selected event's key."
    ) { $0.openWatchedKey() },
  ]
}
