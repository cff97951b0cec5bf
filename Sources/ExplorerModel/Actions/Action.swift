import TerminalModel

/// Something that the user can do: the one source of keys, help, hints and documentation.
public struct Action: Sendable {
  /// Where its keys mean it.
  public enum Scope: Hashable, Sendable {
    case global
    case pane(Pane)
  }

  /// Stable and unique, such as `tree.expand`: configuration names it.
  public let id: String
  public let title: String
  /// One sentence.
  public let help: String
  public let keys: [KeyPress]
  public let scope: Scope
  /// Shown in the hint line, in the registry's order.
  public let isHint: Bool
  /// Why it can't be done now, as a sentence; nil when it can.
  let disabledReason: @Sendable (ExplorerState) -> String?
  let perform: @Sendable (inout ExplorerState) -> [Effect]

  init(
    _ id: String, _ title: String, keys: [KeyPress], scope: Scope = .global, isHint: Bool = false,
    help: String, disabled: @escaping @Sendable (ExplorerState) -> String? = { _ in nil },
    perform: @escaping @Sendable (inout ExplorerState) -> [Effect]
  ) {
    self.id = id
    self.title = title
    self.keys = keys
    self.scope = scope
    self.isHint = isHint
    self.help = help
    self.disabledReason = disabled
    self.perform = perform
  }

  /// Why it can't be done now, as a sentence; nil when it can.
  public func whyDisabled(_ state: ExplorerState) -> String? { disabledReason(state) }
}
