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
      "value.wrap", "Wrap", keys: [.character("W")], scope: .pane(.value),
      help: "Lets long lines go on in the next row, or not."
    ) { state in
      state.value.look.isWrapped.toggle()
      state.value.left = 0
      state.value.scroll(to: state.value.top, in: state.paneSizes[.value])
      return []
    },
    Action(
      "value.numbers", "Line numbers", keys: [.character("#")], scope: .pane(.value),
      help: "Shows or hides the numbers of lines."
    ) { state in
      state.value.look.hasLineNumbers.toggle()
      return []
    },
    Action(
      "value.search", "Search", keys: [.character("/"), KeyPress(.function(3))],
      scope: .pane(.value), isHint: true, help: "Looks for a text in the lines that are shown.",
      needs: .openKey
    ) { state in
      state.overlay = .prompt(Prompt(.searchValue, text: state.value.search?.needle ?? ""))
      return []
    },
    Action(
      "value.next-match", "Next match", keys: [.character("n")], scope: .pane(.value),
      help: "Goes to the next line that holds the text."
    ) { $0.goToMatchInValue(by: 1) },
    Action(
      "value.previous-match", "Previous match", keys: [.character("N")], scope: .pane(.value),
      help: "Goes to the line before that holds the text."
    ) { $0.goToMatchInValue(by: -1) },
    Action(
      "value.reveal", "Reveal", keys: [.character("S")], scope: .pane(.value),
      help: "Shows a Secret of Kubernetes for 60 s, or masks it again.",
      needs: .openKey
    ) { $0.toggleSecret() },
    Action(
      "value.save", "Save", keys: [.character("x")], scope: .pane(.value), isHint: true,
      help: "Saves all bytes of the value to a file that only you can read, and says where.",
      needs: .openKey
    ) { $0.saveValue() },
    format("value.format", .value, isHint: true),
    Action(
      "value.format-back", "Format back", keys: [.character("V")], scope: .pane(.value),
      help: "Shows the value in the format before."
    ) { $0.cycleValueFormat(by: -1) },
    Action(
      "value.watch", "Watch", keys: [.character("w")], scope: .pane(.value),
      help: "Watches the open key.",
      needs: .openKey
    ) { state in
      guard let key = state.value.key else { return [] }
      return state.watch(key.bytes, isPrefix: false)
    },
  ]

  /// Where the value is seen while its key is chosen, too.
  static func format(_ id: String, _ pane: Pane, isHint: Bool = false) -> Action {
    Action(
      id, "Format", keys: [.character("v")], scope: .pane(pane), isHint: isHint,
      help:
        "Shows the value in the next format: detected, JSON, YAML, TOML, XML, text, Kubernetes,"
        + " protobuf, base64, hex."
    ) { $0.cycleValueFormat() }
  }
}
