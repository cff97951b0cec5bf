import TerminalModel

extension Action {
  static let tree = [
    Action(
      "tree.open", "Open", keys: [KeyPress(.enter)], scope: .pane(.keys), isHint: true,
      help: "Expands or collapses a prefix, shows a key's value, loads more or tries again."
    ) { $0.openSelectedRow() },
    Action(
      "tree.expand", "Expand", keys: [KeyPress(.right), .character("l")], scope: .pane(.keys),
      help: "Expands the prefix; on an expanded one goes to its first row."
    ) { $0.expandSelectedRow() },
    Action(
      "tree.collapse", "Collapse", keys: [KeyPress(.left), .character("h")], scope: .pane(.keys),
      help: "Collapses the prefix; else goes to the prefix that the row lies in."
    ) { $0.collapseSelectedRow() },
    Action(
      "tree.filter", "Filter", keys: [.character("/"), KeyPress(.function(3))],
      scope: .pane(.keys), isHint: true,
      help: "Narrows the tree to loaded paths with a text; !text without it, ~txt with its letters,"
        + " r: with a regular expression."
    ) { state in
      state.overlay = .prompt(Prompt(.filter, text: state.tree.filter))
      return []
    },
    format("tree.format", .keys),
    Action(
      "tree.next-match", "Next", keys: [.character("n")], scope: .pane(.keys),
      help: "Goes to the next match of the filter; without one loads more at a level's end."
    ) { $0.goToMatch(by: 1) },
    Action(
      "tree.previous-match", "Previous", keys: [.character("N")], scope: .pane(.keys),
      help: "Goes to the match before."
    ) { $0.goToMatch(by: -1) },
    Action(
      "tree.jump", "Jump", keys: [.character("f")], scope: .pane(.keys),
      help: "Goes to the loaded path that answers best to the typed letters; ↓ chooses another one."
    ) { state in
      state.overlay = .prompt(Prompt(.jump, text: "~"))
      return []
    },
    Action(
      "tree.go-to", "Go to", keys: [.character("o")], scope: .pane(.keys),
      help: "Goes to an exact key or prefix, loaded or not; Tab completes it."
    ) { state in
      let text = state.tree.selectedPath.map { Sanitiser().text($0) }
      state.overlay = .prompt(Prompt(.goTo, text: text ?? ""))
      return []
    },
    Action(
      "tree.search", "Search", keys: [.control("f")], scope: .pane(.keys),
      help: "Searches the selected prefix on the server, in keys or with v: in values too.",
      costs: "a server reads the whole prefix"
    ) { state in
      state.overlay = .prompt(Prompt(.search))
      return []
    },
    Action(
      "tree.bookmark", "Bookmark", keys: [.character("b")], scope: .pane(.keys),
      help: "Marks the selected key or prefix to come back to, or takes the mark away.",
      needs: .selectedPath
    ) { $0.toggleBookmark() },
    Action(
      "tree.bookmarks", "Bookmarks", keys: [.character("'")], scope: .pane(.keys),
      help: "Shows what is bookmarked in this cluster."
    ) { $0.openBookmarks() },
    Action(
      "tree.root", "Make root", keys: [.character(".")], scope: .pane(.keys),
      help: "Begins the tree at the selected prefix."
    ) { $0.makeSelectionRoot() },
    Action(
      "tree.up", "Up a prefix", keys: [KeyPress(.backspace)], scope: .pane(.keys),
      help: "Begins the tree one prefix further up."
    ) { $0.leaveRoot() },
    Action(
      "tree.watch", "Watch", keys: [.character("w")], scope: .pane(.keys), isHint: true,
      help: "Watches the selected prefix or key.",
      needs: .selectedPath
    ) { $0.watchSelectedRow() },
  ]
}
