import TerminalModel

extension Action {
  static let layouts = [
    Action(
      "layout.next", "Next layout", keys: [.character("P"), KeyPress(.function(6))],
      scope: .global, help: "Goes on to the next layout: operate, watch, incident, wall, your own."
    ) { $0.nextLayout() },
    Action(
      "layout.reset", "Reset layout", keys: [.character("0")], scope: .global,
      help: "Shows every pane of the layout again, as large as it comes."
    ) { $0.resetLayout() },
    Action(
      "pane.hide", "Hide", keys: [.character("Z")], scope: .global,
      help: "Takes the focused pane off the screen; its number brings it back.",
      needs: .secondPane
    ) { $0.hideFocusedPane() },
    resize("wider", "Wider", .right, .columns, 2, help: "Makes the focused pane wider."),
    resize("narrower", "Narrower", .left, .columns, -2, help: "Makes the focused pane narrower."),
    resize("taller", "Taller", .down, .rows, 1, help: "Makes the focused pane taller."),
    resize("shorter", "Shorter", .up, .rows, -1, help: "Makes the focused pane shorter."),
    Action(
      "mouse.toggle", "Mouse", keys: [KeyPress(.function(8))], scope: .global,
      help: "Leaves the mouse to the terminal, whose own selection works then, or takes it back."
    ) { $0.toggleMouse() },
  ]

  /// Some desktops keep Ctrl with an arrow for themselves, some terminals Shift with one.
  private static func resize(
    _ id: String, _ title: String, _ arrow: KeyPress.Code, _ axis: LayoutNode.Axis, _ cells: Int,
    help: String
  ) -> Action {
    Action(
      "pane.\(id)", title, keys: [KeyPress(arrow, .control), KeyPress(arrow, .shift)],
      scope: .global, help: help, needs: .pages
    ) { $0.resizePane(axis, by: cells) }
  }
}
