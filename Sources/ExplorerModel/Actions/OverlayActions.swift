import TerminalModel

extension Action {
  static let overlays = [
    Action(
      "overlay.accept", "Choose", keys: [KeyPress(.enter)], scope: .overlay, isHint: true,
      help: "Does or keeps what is selected, and closes.", needs: .choice
    ) { $0.acceptOverlay() },
    Action(
      "overlay.close", "Close",
      keys: [KeyPress(.escape), .character("q"), .character("?"), KeyPress(.function(1))],
      scope: .overlay, isHint: true, help: "Closes without choosing."
    ) { $0.closeOverlay() },
    Action(
      "overlay.up", "Up", keys: [KeyPress(.up), .character("k")], scope: .overlay,
      help: "Moves or scrolls up by one row."
    ) { $0.moveInOverlay(.rows(-1)) },
    Action(
      "overlay.down", "Down", keys: [KeyPress(.down), .character("j")], scope: .overlay,
      help: "Moves or scrolls down by one row."
    ) { $0.moveInOverlay(.rows(1)) },
    Action(
      "overlay.page-up", "Page up", keys: [KeyPress(.pageUp)], scope: .overlay,
      help: "Moves or scrolls up by a page."
    ) { $0.moveInOverlay(.pages(-1)) },
    Action(
      "overlay.page-down", "Page down", keys: [KeyPress(.pageDown)], scope: .overlay,
      help: "Moves or scrolls down by a page."
    ) { $0.moveInOverlay(.pages(1)) },
    Action(
      "overlay.top", "Top", keys: [.character("g"), KeyPress(.home)], scope: .overlay,
      help: "Goes to the first row."
    ) { $0.moveInOverlay(.top) },
    Action(
      "overlay.bottom", "Bottom", keys: [.character("G"), KeyPress(.end)], scope: .overlay,
      help: "Goes to the last row."
    ) { $0.moveInOverlay(.bottom) },
    Action(
      "overlay.left", "Previous kind",
      keys: [KeyPress(.left), .character("h"), KeyPress(.backTab)], scope: .overlay,
      help: "Goes to the member before in the fault menu, to the kind of rows before in a list."
    ) { $0.chooseInOverlay(by: -1) },
    Action(
      "overlay.right", "Next kind", keys: [KeyPress(.right), .character("l"), KeyPress(.tab)],
      scope: .overlay,
      help: "Goes to the member after in the fault menu, to the kind of rows after in a list."
    ) { $0.chooseInOverlay(by: 1) },
  ]

  static let lists = [
    Action(
      "list.filter", "Filter", keys: [.character("/"), KeyPress(.function(3))], scope: .list,
      isHint: true, help: "Keeps the rows that contain what is typed; Esc shows all of them again."
    ) { state in
      state.changeList { $0.isTyping = true }
      return []
    },
    Action(
      "list.export", "Export", keys: [.character("x"), KeyPress(.function(7))], scope: .list,
      help: "Saves the rows to a file that only you can read, one JSON object a line.",
      needs: .exportableList
    ) { $0.exportList() },
  ]

  static let prompts = [
    Action(
      "prompt.accept", "Accept", keys: [KeyPress(.enter)], scope: .prompt, isHint: true,
      help: "Takes the line."
    ) { $0.acceptPrompt() },
    Action(
      "prompt.cancel", "Cancel", keys: [KeyPress(.escape)], scope: .prompt, isHint: true,
      help: "Forgets the line."
    ) { $0.cancelPrompt() },
    Action(
      "prompt.up", "Up", keys: [KeyPress(.up)], scope: .prompt,
      help: "Goes to the row before, in a list or in what the filter leaves."
    ) { $0.moveInOverlay(.rows(-1)) },
    Action(
      "prompt.down", "Down", keys: [KeyPress(.down)], scope: .prompt,
      help: "Goes to the row after, in a list or in what the filter leaves."
    ) { $0.moveInOverlay(.rows(1)) },
    Action(
      "prompt.delete", "Delete", keys: [KeyPress(.backspace)], scope: .prompt,
      help: "Deletes the last character."
    ) { $0.editPrompt { _ = $0.popLast() } },
    Action(
      "prompt.complete", "Complete", keys: [KeyPress(.tab)], scope: .prompt,
      help: "Completes the key or prefix to go to."
    ) { $0.completePrompt() },
    Action(
      "prompt.clear", "Clear", keys: [.control("u"), KeyPress(.function(8))], scope: .prompt,
      help: "Deletes the line."
    ) { $0.editPrompt { $0 = "" } },
  ]
}
