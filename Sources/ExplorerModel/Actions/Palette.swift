import TerminalModel

/// What the command palette runs.
public enum PaletteCommand: Hashable, Sendable {
  /// The action with this id.
  case action(String)
  case theme(String)
  /// A policy by its name.
  case balancer(String)
  case profile(String)
  case layout(String)
}

extension ExplorerState {
  /// Every action and every choice that has a name, found by typing some of its letters.
  mutating func openPalette() -> [Effect] {
    let entries = paletteActions.map { (PaletteCommand.action($0.id), paletteCells($0)) } + choices
    return open(
      ListOverlay(
        .palette(entries.map(\.0)), title: "Commands",
        columns: [
          .init("COMMAND", minimum: 20), .init("KEYS", minimum: 8),
          .init("", rank: 1, minimum: 16, grows: true),
        ],
        rows: entries.enumerated().map { ListOverlay.Row(id: $0.offset, $0.element.1) },
        isPicker: true, verb: "run"))
  }

  /// What has a name of its own, after the word for what it is.
  private var choices: [(PaletteCommand, [ListOverlay.Cell])] {
    func cells(_ words: String, _ about: String = "") -> [ListOverlay.Cell] {
      [.init(words, .strong), .init(""), .init(about, .dim)]
    }
    return options.layouts.map { (.layout($0.name), cells("preset \($0.name)", $0.summary)) }
      + themes.map { (.theme($0), cells("theme \($0)")) }
      + options.policies.map { (.balancer($0.name), cells("balancer \($0.name)", $0.summary)) }
      + options.profiles.map { (.profile($0), cells("profile \($0)")) }
  }

  /// Those of the focused pane first, then those of every pane, then those of the others; what
  /// belongs to lists, menus and prompts has no meaning here.
  private var paletteActions: [Action] {
    let places: [Action.Scope] =
      [.pane(focus), .global, .everywhere]
      + Pane.allCases.filter { $0 != focus }.map { .pane($0) }
    return places.flatMap { place in
      registry.actions.filter { $0.scope == place && $0.id != "palette.open" }
    }
  }

  private func paletteCells(_ action: Action) -> [ListOverlay.Cell] {
    let reason = whyDisabledFromPalette(action)
    var place = ""
    if case .pane(let pane) = action.scope, pane != focus { place = "\(pane.title): " }
    return [
      .init(action.title, reason == nil ? .strong : .faint),
      .init(.words(action.keys.map(\.name).joined(separator: " ")), .dim),
      .init(reason.map { "not now: \($0)" } ?? place + action.help, reason == nil ? .dim : .faint),
    ]
  }

  mutating func run(_ command: PaletteCommand) -> [Effect] {
    switch command {
    case .action(let id):
      guard let action = registry.actions.first(where: { $0.id == id }) else { return [] }
      if case .pane(let pane) = action.scope { focus = pane }
      return perform(action)
    case .theme(let name):
      theme = name
      return [.savePreference(.theme(name))]
    case .balancer(let name):
      return options.policies.first { $0.name == name }.map { switchBalancer(to: $0) } ?? []
    case .profile(let name): return [.switchProfile(name)]
    case .layout(let name): return choose(layout: name)
    }
  }

  /// Its pane is focused before an action runs.
  private func whyDisabledFromPalette(_ action: Action) -> String? {
    guard case .pane(let pane) = action.scope else { return action.whyDisabled(self) }
    var state = self
    state.focus = pane
    return action.whyDisabled(state)
  }
}
