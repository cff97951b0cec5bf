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
      "watch.filter", "Filter", keys: [.character("e"), .character("/"), KeyPress(.function(3))],
      scope: .pane(.watches), isHint: true,
      help: "Shows events by kind, key or value: put new del key:TEXT value:TEXT, ! turns round."
    ) { state in
      state.overlay = .prompt(Prompt(.eventFilter, text: state.watches.filter?.text ?? ""))
      return []
    },
    Action(
      "watch.event", "What changed", keys: [.character("v")], scope: .pane(.watches),
      help:
        "Shows what the selected event changed, then its value, then the value before it; reads"
        + " two revisions of the key."
    ) { $0.showEvent() },
    Action(
      "watch.replay", "Replay", keys: [.character(">")], scope: .pane(.watches),
      help: "Starts the chosen watch again at a revision that you type.",
      needs: .openWatch
    ) { state in
      state.overlay = .prompt(Prompt(.replayRevision))
      return []
    },
    Action(
      "watch.clear", "Clear", keys: [.character("c")], scope: .pane(.watches),
      help: "Forgets the rows; the watches go on."
    ) { state in
      state.watches.clear()
      return []
    },
    Action(
      "watch.export", "Export", keys: [.character("x")], scope: .pane(.watches),
      help: "Saves the shown rows to a file that only you can read, one JSON object a line."
    ) { $0.exportEvents() },
    Action(
      "watch.hot", "Hot prefixes", keys: [.character("%")], scope: .pane(.watches),
      help: "Counts events a minute by prefix from one watch, whose cost it says first.",
      costs: "one watch carries every value written there"
    ) { $0.askForHotPrefixes() },
    Action(
      "watch.open", "Open key", keys: [KeyPress(.enter)], scope: .pane(.watches),
      help: "Shows the current value of the selected event's key."
    ) { $0.openWatchedKey() },
  ]
}
