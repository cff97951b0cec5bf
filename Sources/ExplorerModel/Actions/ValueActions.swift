import TerminalModel

extension Action {
  static let value = [
    Action(
      "value.left", "Scroll left", keys: [KeyPress(.left), .character("h")], scope: .pane(.value),
      help: "Scrolls long lines to the left."
    ) { $0.scrollValue(columns: -8) },
    Action(
      "value.right", "Scroll right", keys: [KeyPress(.right), .character("l")],
      scope: .pane(.value), help: "Scrolls long lines to the right."
    ) { $0.scrollValue(columns: 8) },
    Action(
      "value.watch", "Watch", keys: [.character("w")], scope: .pane(.value),
      help: "Watches the open key.",
      needs: .openKey
    ) { state in
      guard let key = state.value.key else { return [] }
      return state.watch(key.bytes, isPrefix: false)
    },
  ]
}
