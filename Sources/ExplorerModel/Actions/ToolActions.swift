import TerminalModel

extension Action {
  static let tools = [
    Action(
      "refresh", "Refresh", keys: [.character("r"), KeyPress(.function(5))], scope: .global,
      isHint: true,
      help: "Reads what the pane shows again, now."
    ) { $0.refresh() },
    Action(
      "copy.menu", "Copy", keys: [.character("y")], scope: .global,
      help: "Copies a key, its value or an etcdctl command for it through the terminal."
    ) { $0.openCopyMenu() },
    Action(
      "watch.pause", "Pause", keys: [.character(" ")], scope: .global,
      help: "Holds new watch events back, and shows them all when pressed again."
    ) { $0.togglePause() },
    Action(
      "timeline.open", "Events", keys: [.character("!")], scope: .global,
      help: "Shows what changed in the cluster and in our connections to it, in order."
    ) { $0.open(.timeline($0.members.timeline)) },
    Action(
      "calls.open", "Our RPCs", keys: [.character("@")], scope: .global,
      help: "Shows each of our calls, and what we cost the cluster."
    ) { $0.openCalls() },
    Action(
      "theme.pick", "Themes", keys: [.character("T")], scope: .global,
      help: "Chooses a theme, with the screen as its preview.",
      needs: .themes
    ) { state in
      state.overlay = .themes(ThemePicker(names: state.themes, current: state.theme))
      return []
    },
    Action(
      "profile.pick", "Profiles", keys: [.character("p")], scope: .global,
      help: "Goes on with another profile of the configuration file, on its cluster.",
      needs: .profiles
    ) { $0.open(.profiles($0.options.profiles)) },
    Action(
      "settings.open", "Settings", keys: [.character(",")], scope: .global,
      help: "Shows every setting and where it comes from."
    ) { $0.open(.settings($0.options.settings)) },
    Action(
      "fault.menu", "Faults", keys: [.character("F")], scope: .global,
      help: "Kills, pauses, partitions or delays a member of the demo's cluster.",
      needs: .demo
    ) { state in
      state.overlay = .faults(FaultMenu(members: state.options.demoMembers ?? []))
      return []
    },
    Action(
      "help", "Help", keys: [.character("?"), KeyPress(.function(1))], scope: .global,
      isHint: true, help: "Shows every key of the pane."
    ) { state in
      state.overlay = .help(HelpOverlay(pane: state.focus))
      return []
    },
    Action(
      "palette.open", "Commands", keys: [.character(":"), KeyPress(.function(2))], scope: .global,
      isHint: true, help: "Finds anything that can be done by typing some of its letters."
    ) { $0.openPalette() },
    Action(
      "back", "Back", keys: [KeyPress(.escape)], scope: .global,
      help: "Stops what is being loaded; else clears the filter; else leaves the zoom."
    ) { $0.goBack() },
    Action(
      "quit", "Quit", keys: [.character("q"), KeyPress(.function(10))], scope: .global,
      isHint: true,
      help: "Leaves etcdscope."
    ) { _ in [.quit] },
  ]
}
