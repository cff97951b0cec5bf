import TerminalModel

/// All actions, in the order in which help shows them.
public struct ActionRegistry: Sendable {
  public let actions: [Action]

  public static let standard = ActionRegistry(
    actions: Action.tree + Action.time + Action.value + Action.watches + Action.members
      + Action.latency + Action.movement + Action.locations + Action.panes + Action.layouts
      + Action.tools + Action.overlays + Action.lists + Action.prompts + Action.process)

  /// The actions of a pane, then those of every pane: what help shows.
  public func actions(in pane: Pane) -> [Action] {
    actions(in: [.pane(pane), .global, .everywhere])
  }

  /// What the hint line offers now, the most specific first; leaves out what is disabled.
  public func hints(_ state: ExplorerState) -> [Action] {
    actions(in: Self.scopes(state)).filter { $0.isHint && $0.whyDisabled(state) == nil }
  }

  /// What a key means now.
  func action(for key: KeyPress, _ state: ExplorerState) -> Action? {
    actions(in: Self.scopes(state)).first { $0.keys.contains(key) }
  }

  private func actions(in scopes: [Action.Scope]) -> [Action] {
    scopes.flatMap { scope in actions.filter { $0.scope == scope } }
  }

  private static func scopes(_ state: ExplorerState) -> [Action.Scope] {
    switch state.overlay {
    case nil: [.pane(state.focus), .global, .everywhere]
    case .prompt: [.prompt, .everywhere]
    case .list(let list) where list.isTyping: [.prompt, .everywhere]
    case .list: [.overlay, .list, .everywhere]
    case .help, .themes, .faults, .slider: [.overlay, .everywhere]
    }
  }
}
