import TerminalModel

/// The user's keys for one action: they replace its own; none leaves it to the palette.
public struct KeyBinding: Hashable, Sendable {
  /// The id of an action.
  public var action: String
  /// As help writes them: `Ctrl-D`, `Shift-Tab`, `x`, `F5`.
  public var keys: [String]

  public init(action: String, keys: [String]) {
    self.action = action
    self.keys = keys
  }
}

/// What is wrong with one binding, as a sentence.
public struct KeyBindingProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// The binding's place in the list that was given.
  public let index: Int
  public let description: String
}

extension ActionRegistry {
  /// These actions with the user's keys, and what is wrong with those that can't be: such a binding
  /// leaves its action as it was.
  public func binding(_ bindings: [KeyBinding]) -> (ActionRegistry, [KeyBindingProblem]) {
    var registry = self
    var problems: [KeyBindingProblem] = []
    for (index, binding) in bindings.enumerated() {
      do throws(KeyBindingProblem) {
        registry = try registry.binding(binding, index)
      } catch {
        problems.append(error)
      }
    }
    // Two keys may be exchanged, so clashes are looked for when all are bound.
    for (index, binding) in bindings.enumerated() {
      guard let clash = registry.clash(of: binding.action) else { continue }
      problems.append(
        KeyBindingProblem(
          index: index,
          description: "\(clash.key.name) would mean \(binding.action) and \(clash.other) at once"))
      registry = registry.replacingKeys(of: binding.action, by: keys(of: binding.action))
    }
    return (registry, problems.sorted { $0.index < $1.index })
  }

  private func binding(
    _ binding: KeyBinding, _ index: Int
  ) throws(KeyBindingProblem) -> ActionRegistry {
    guard let action = actions.first(where: { $0.id == binding.action }) else {
      throw KeyBindingProblem(
        index: index,
        description: "there is no action \(binding.action); `etcdscope keys` lists them")
    }
    var keys: [KeyPress] = []
    for name in binding.keys {
      guard let key = KeyPress(name: name) else {
        throw KeyBindingProblem(
          index: index, description: "\(name) is no key; write x, Ctrl-D, Alt-Left, PgUp or F5")
      }
      if let reason = key.whyReserved(in: action.scope) {
        throw KeyBindingProblem(index: index, description: "\(key.name) \(reason)")
      }
      keys.append(key)
    }
    return replacingKeys(of: binding.action, by: keys)
  }

  private func keys(of id: String) -> [KeyPress] {
    actions.first { $0.id == id }?.keys ?? []
  }

  private func replacingKeys(of id: String, by keys: [KeyPress]) -> ActionRegistry {
    ActionRegistry(
      actions: actions.map { action in
        guard action.id == id else { return action }
        var action = action
        action.keys = keys
        return action
      })
  }

  /// Another action that one of the keys means in the same place.
  func clash(of id: String) -> (key: KeyPress, other: String)? {
    guard let action = actions.first(where: { $0.id == id }) else { return nil }
    for other in actions where other.id != id && other.scope.meets(action.scope) {
      if let key = action.keys.first(where: { other.keys.contains($0) }) { return (key, other.id) }
    }
    return nil
  }
}

extension Action.Scope {
  /// Whether there is a place where the keys of both hold.
  fileprivate func meets(_ other: Action.Scope) -> Bool {
    switch (self, other) {
    case (.everywhere, _), (_, .everywhere): true
    case (.pane, .global), (.global, .pane), (.list, .overlay), (.overlay, .list): true
    default: self == other
    }
  }
}

extension KeyPress {
  /// Terminals and multiplexers keep these for themselves; a letter can't be typed and mean an
  /// action at once.
  fileprivate func whyReserved(in scope: Action.Scope) -> String? {
    guard case .character(let scalar) = code else { return nil }
    if modifiers == .control, "absq".unicodeScalars.contains(scalar) {
      return "belongs to terminals and multiplexers"
    }
    if scope == .prompt || scope == .everywhere, modifiers.isEmpty {
      return "is a letter that is typed there"
    }
    return nil
  }
}
