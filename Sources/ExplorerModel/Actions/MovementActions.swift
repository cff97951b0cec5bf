import TerminalModel

extension Action {
  static let movement = [
    Action(
      "cursor.up", "Up", keys: [KeyPress(.up), .character("k")], scope: .global,
      help: "Moves or scrolls up by one row."
    ) { $0.move(.rows(-1)) },
    Action(
      "cursor.down", "Down", keys: [KeyPress(.down), .character("j")], scope: .global,
      help: "Moves or scrolls down by one row."
    ) { $0.move(.rows(1)) },
    Action(
      "cursor.page-up", "Page up", keys: [KeyPress(.pageUp)], scope: .global,
      help: "Moves or scrolls up by a page."
    ) { $0.move(.pages(-1)) },
    Action(
      "cursor.page-down", "Page down", keys: [KeyPress(.pageDown)], scope: .global,
      help: "Moves or scrolls down by a page."
    ) { $0.move(.pages(1)) },
    Action(
      "cursor.top", "Top", keys: [.character("g"), KeyPress(.home)], scope: .global,
      help: "Goes to the first row."
    ) { $0.move(.top) },
    Action(
      "cursor.bottom", "Bottom", keys: [.character("G"), KeyPress(.end)], scope: .global,
      help: "Goes to the last row; a level that goes on is read to its end, until Esc."
    ) { $0.move(.bottom) },
  ]
}
