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
      "tree.filter", "Filter", keys: [.character("/")], scope: .pane(.keys), isHint: true,
      help: "Narrows the tree to loaded names that contain a text."
    ) { state in
      state.overlay = .prompt(Prompt(.filter, text: state.tree.filter))
      return []
    },
    Action(
      "tree.watch", "Watch", keys: [.character("w")], scope: .pane(.keys), isHint: true,
      help: "Watches the selected prefix or key.",
      needs: .selectedPath
    ) { $0.watchSelectedRow() },
  ]
}
