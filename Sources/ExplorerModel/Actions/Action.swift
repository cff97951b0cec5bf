import TerminalModel

/// Something that the user can do: the one source of keys, help, hints and documentation.
///
/// Actions that write get their place here too, as capital letters that open a dialog and are
/// disabled with a reason while the explorer is read-only; none exists yet.
public struct Action: Sendable {
  /// Where its keys mean it.
  public enum Scope: Hashable, Sendable {
    /// Whatever is open.
    case everywhere
    /// In every pane.
    case global
    case pane(Pane)
    /// In help, menus and lists.
    case overlay
    /// In lists only.
    case list
    /// While a line is typed.
    case prompt
  }

  /// Stable and unique, such as `tree.expand`: configuration names it.
  public let id: String
  public let title: String
  /// One sentence.
  public let help: String
  public internal(set) var keys: [KeyPress]
  public let scope: Scope
  /// Offered by the hint line.
  public let isHint: Bool
  /// What it costs the servers, as a sentence, where that is much: in a protected cluster it is
  /// asked for by the cluster's name.
  let cost: String?
  let requirement: Requirement?
  let perform: @Sendable (inout ExplorerState) -> [Effect]

  init(
    _ id: String, _ title: String, keys: [KeyPress], scope: Scope, isHint: Bool = false,
    help: String, costs cost: String? = nil, needs requirement: Requirement? = nil,
    perform: @escaping @Sendable (inout ExplorerState) -> [Effect]
  ) {
    self.id = id
    self.title = title
    self.keys = keys
    self.scope = scope
    self.isHint = isHint
    self.help = help
    self.cost = cost
    self.requirement = requirement
    self.perform = perform
  }

  /// Why it can't be done now, as a sentence; nil when it can.
  public func whyDisabled(_ state: ExplorerState) -> String? {
    requirement.flatMap { $0.isMet(state) ? nil : $0.sentence }
  }
}
