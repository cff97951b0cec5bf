extension ExplorerState {
  /// A line is being typed.
  public var isTyping: Bool {
    switch overlay {
    case .prompt: true
    case .list(let list): list.isTyping
    case .help, .themes, .faults, .slider, nil: false
    }
  }
}

/// What lies over the panes and takes the keys while it is open.
public enum Overlay: Hashable, Sendable {
  case help(HelpOverlay)
  case themes(ThemePicker)
  case faults(FaultMenu)
  case prompt(Prompt)
  case list(ListOverlay)
  case slider(RevisionSlider)
}

/// The actions of the focused pane and the global ones; the rows come from `ActionRegistry`.
public struct HelpOverlay: Hashable, Sendable {
  public var pane: Pane
  public internal(set) var top = 0

  public init(pane: Pane) {
    self.pane = pane
  }
}

/// Themes by name; the selected one is in use while the picker is open.
public struct ThemePicker: Hashable, Sendable {
  public var names: [String]
  public internal(set) var cursor = ListCursor()
  /// What Esc goes back to.
  let original: String

  init(names: [String], current: String) {
    self.names = names
    self.original = current
    cursor.select(names.firstIndex(of: current) ?? 0, count: names.count, height: names.count)
  }
}

/// The demo's faults: a member by left and right, a fault by up and down.
public struct FaultMenu: Hashable, Sendable {
  public var members: [String]
  public internal(set) var member = 0
  public var actions = FaultAction.menu
  public internal(set) var action = ListCursor()

  init(members: [String]) {
    self.members = members
  }
}

/// A line that is being typed.
public struct Prompt: Hashable, Sendable {
  public enum Purpose: Hashable, Sendable {
    /// Narrows the keys pane with each keystroke.
    case filter
    /// Opens a watch on the prefix.
    case watchPrefix
    /// Compares the selected prefix with a revision.
    case compareRevision
    /// Goes to the loaded path that fits best.
    case jump
    /// Goes to an exact key or prefix.
    case goTo
    /// Searches on the server.
    case search
    /// Looks for a text in the value.
    case searchValue
    /// Narrows the watches pane.
    case eventFilter
    /// Starts the chosen watch again at a revision.
    case replayRevision
    /// Counts events by prefix under one.
    case hotPrefixes
    /// Does what costs a protected cluster much, when its name is typed.
    case confirm(action: String, cost: String, cluster: String)
    /// Logs in at the cluster of a profile.
    case password(profile: String)

    /// The tree shows what answers to the text while it is typed.
    var narrowsTree: Bool { self == .filter || self == .jump }
  }

  public var purpose: Purpose
  public internal(set) var text: String
  /// What Esc goes back to.
  let original: String

  /// A path that was put there is another one when what is typed first begins as all of them do.
  func isReplaced(by typed: String, _ delimiter: [UInt8]) -> Bool {
    isPath && text == original && !delimiter.isEmpty && original.utf8.starts(with: delimiter)
      && typed.utf8.starts(with: delimiter)
  }

  public var label: String {
    switch purpose {
    case .filter: "filter"
    case .watchPrefix: "watch prefix"
    case .compareRevision: "compare with revision (or two: A B)"
    case .jump: "jump to"
    case .goTo: "go to (Tab completes)"
    case .search: "search here (v: in values too)"
    case .searchValue: "search in the value"
    case .eventFilter: "events (put new del key:… value:… !…)"
    case .replayRevision: "replay from revision"
    case .hotPrefixes: "count events under (one watch carries every value written there)"
    case .confirm(_, let cost, let cluster): "\(cost): type \(cluster) to go on"
    case .password(let profile): "password for \(profile)"
    }
  }

  /// What is typed is a key or a prefix, in which bytes that no key types are written as escapes.
  public var isPath: Bool { [.goTo, .watchPrefix, .hotPrefixes].contains(purpose) }

  /// What is typed is not to be seen.
  public var isSecret: Bool {
    if case .password = purpose { true } else { false }
  }

  init(_ purpose: Purpose, text: String = "") {
    self.purpose = purpose
    self.text = text
    self.original = text
  }
}
