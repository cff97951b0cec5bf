import TerminalModel

extension KeyPress {
  /// As help and documentation write it: `Ctrl-C`, `Shift-Tab`, `PgUp`, `j`.
  public var name: String {
    var name =
      switch code {
      case .character(" "): "Space"
      case .character(let scalar):
        modifiers.contains(.control) ? String(scalar).uppercased() : String(scalar)
      case .enter: "Enter"
      case .tab: "Tab"
      case .backTab: "Shift-Tab"
      case .escape: "Esc"
      case .backspace: "Backspace"
      case .delete: "Del"
      case .insert: "Ins"
      case .up: "↑"
      case .down: "↓"
      case .left: "←"
      case .right: "→"
      case .home: "Home"
      case .end: "End"
      case .pageUp: "PgUp"
      case .pageDown: "PgDn"
      case .function(let number): "F\(number)"
      }
    if modifiers.contains(.shift) { name = "Shift-" + name }
    if modifiers.contains(.alt) { name = "Alt-" + name }
    if modifiers.contains(.control) { name = "Ctrl-" + name }
    return name
  }
}
