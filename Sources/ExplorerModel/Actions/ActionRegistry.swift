import TerminalModel

/// All actions, in the order in which help shows them.
public struct ActionRegistry: Sendable {
  public let actions: [Action]

  public static let standard = ActionRegistry(actions: [])

  /// The actions of a pane, then the global ones.
  public func actions(in pane: Pane) -> [Action] {
    actions.filter { $0.scope == .pane(pane) } + actions.filter { $0.scope == .global }
  }

  /// What the hint line offers now, the focused pane's first; leaves out what is disabled.
  public func hints(_ state: ExplorerState) -> [Action] {
    actions(in: state.focus).filter { $0.isHint && $0.whyDisabled(state) == nil }
  }

  /// What a key means in a pane: the pane's own action before the global one.
  func action(for key: KeyPress, in pane: Pane) -> Action? {
    actions(in: pane).first { $0.keys.contains(key) }
  }
}
