import TerminalModel

extension Action {
  static let panes = [
    Action(
      "pane.next", "Next pane", keys: [KeyPress(.tab)], scope: .global, isHint: true,
      help: "Focuses the next pane."
    ) { $0.focusPane(by: 1) },
    Action(
      "pane.previous", "Previous pane", keys: [KeyPress(.backTab)], scope: .global,
      help: "Focuses the previous pane."
    ) { $0.focusPane(by: -1) },
    focus(.keys, "1"), focus(.value, "2"), focus(.watches, "3"), focus(.members, "4"),
    focus(.latency, "5"),
    Action(
      "pane.zoom", "Zoom", keys: [.character("z")], scope: .global, isHint: true,
      help: "Gives the focused pane the whole screen, and back."
    ) { state in
      state.isZoomed.toggle()
      return []
    },
  ]

  private static func focus(_ pane: Pane, _ digit: Unicode.Scalar) -> Action {
    Action(
      "pane.\(pane.title.lowercased())", pane.title, keys: [.character(digit)], scope: .global,
      help: "Focuses the \(pane.title.lowercased()) pane."
    ) { $0.show(pane: pane) }
  }
}
