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

  /// What `name` writes, and what people write: `ctrl+d`, `Alt-Left`, `esc`; nil for what is no key.
  public init?(name: String) {
    var rest = name[...]
    var modifiers: Modifiers = []
    while let (prefix, modifier) = Self.modifier(of: rest) {
      rest = rest.dropFirst(prefix)
      modifiers.insert(modifier)
    }
    if rest.unicodeScalars.count == 1, let scalar = rest.unicodeScalars.first,
      Self.named[String(rest)] == nil
    {
      guard scalar.value > 0x20, scalar.value != 0x7F else { return nil }
      let letter = modifiers.contains(.control) ? rest.lowercased().unicodeScalars.first : scalar
      self.init(.character(letter ?? scalar), modifiers)
    } else if modifiers == .shift, rest.lowercased() == "tab" {
      self.init(.backTab)
    } else if let code = Self.named[rest.lowercased()] {
      self.init(code, modifiers)
    } else if rest.lowercased().hasPrefix("f"), let number = Int(rest.dropFirst()),
      (1...12).contains(number)
    {
      self.init(.function(number), modifiers)
    } else {
      return nil
    }
  }

  private static func modifier(of text: Substring) -> (length: Int, Modifiers)? {
    for (word, modifier) in [("ctrl", Modifiers.control), ("alt", .alt), ("shift", .shift)] {
      let rest = text.dropFirst(word.count)
      if text.lowercased().hasPrefix(word), rest.count > 1, "-+".contains(rest[rest.startIndex]) {
        return (word.count + 1, modifier)
      }
    }
    return nil
  }

  private static let named: [String: Code] = [
    "space": .character(" "), "enter": .enter, "tab": .tab, "esc": .escape, "escape": .escape,
    "backspace": .backspace, "del": .delete, "delete": .delete, "ins": .insert, "insert": .insert,
    "up": .up, "down": .down, "left": .left, "right": .right, "↑": .up, "↓": .down, "←": .left,
    "→": .right, "home": .home, "end": .end, "pgup": .pageUp, "pageup": .pageUp,
    "pgdn": .pageDown, "pagedown": .pageDown,
  ]
}
