import TerminalModel

extension Action {
  static let locations = [
    Action(
      "location.back", "Go back", keys: [.character("-"), KeyPress(.left, .alt)], scope: .global,
      help: "Goes back to where you were: before a jump, another root, an opened key or a filter."
    ) { $0.goBackInLocations() },
    Action(
      "location.forward", "Go forward", keys: [KeyPress(.right, .alt)], scope: .global,
      help: "Goes to where you were before going back."
    ) { $0.goForwardInLocations() },
  ]
}
