/// What must be true for an action, and the sentence that says so when it is not.
struct Requirement: Sendable {
  let sentence: String
  let isMet: @Sendable (ExplorerState) -> Bool

  init(_ sentence: String, isMet: @escaping @Sendable (ExplorerState) -> Bool) {
    self.sentence = sentence
    self.isMet = isMet
  }

  static let selectedPath = Requirement("Select a key or a prefix first.") {
    $0.tree.selectedPath != nil
  }
  static let openKey = Requirement("Open a key first.") { $0.value.key != nil }
  static let openWatch = Requirement("No watch is open.") { !$0.watches.entries.isEmpty }
  static let selectedMember = Requirement("No member is known yet.") {
    $0.members.selected != nil
  }
  static let themes = Requirement("No themes are known.") { !$0.themes.isEmpty }
  static let profiles = Requirement("The configuration file has no profiles.") {
    !$0.options.profiles.isEmpty
  }
  static let choice = Requirement("There is nothing to choose here.") { state in
    switch state.overlay {
    case .help: false
    case .list(let list): list.verb != nil
    default: true
    }
  }
  static let exportableList = Requirement("This list is not one to be saved.") {
    if case .list(let list) = $0.overlay { list.isExportable } else { false }
  }
  static let pages = Requirement("A wall's panes have their size from the screen; P leaves it.") {
    !$0.layout.isWall || $0.isZoomed
  }
  static let secondPane = Requirement("No other pane is on the screen.") {
    !$0.layout.isWall && $0.layoutAdjustment.hidden.count < Pane.allCases.count - 1
  }
  static let demo = Requirement("Faults can be injected in `etcdscope demo` only.") {
    $0.options.demoMembers != nil
  }
}
