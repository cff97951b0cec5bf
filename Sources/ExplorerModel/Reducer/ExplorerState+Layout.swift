import TerminalModel

extension ExplorerState {
  /// The one in use; the first one when the chosen one is gone from the configuration.
  public var layout: Layout {
    options.layouts.first { $0.name == layoutMemory.layout } ?? options.layouts.first ?? .operate
  }

  /// What the user made of it.
  public var layoutAdjustment: LayoutAdjustment {
    layoutMemory.adjustments[layout.name] ?? LayoutAdjustment()
  }

  /// Where everything lies now.
  public var screenLayout: ScreenLayout {
    ScreenLayout(
      size: size, layout: layout, adjustment: layoutAdjustment, focus: wallPage?.pane ?? focus,
      isZoomed: isZoomed, shift: wall.shift(at: now))
  }

  /// Whether a pane shows that keys go to it. On a wall none does until somebody presses one.
  public func isFocused(_ pane: Pane) -> Bool { focus == pane && wallPage == nil }

  mutating func nextLayout() -> [Effect] {
    let names = options.layouts.map(\.name)
    guard let index = names.firstIndex(of: layout.name) else { return [] }
    return choose(layout: names[(index + 1) % names.count])
  }

  mutating func choose(layout name: String) -> [Effect] {
    guard let chosen = options.layouts.first(where: { $0.name == name }) else { return [] }
    layoutMemory.layout = name
    isZoomed = false
    focus = chosen.focus
    wall = Wall(since: now)
    say("Layout \(name): \(chosen.summary).")
    return rememberLayout()
  }

  mutating func restore(_ memory: LayoutMemory) {
    layoutMemory = memory
    focus = layout.focus
    wall = Wall(since: now)
  }

  /// Forgets what the user made of the layout.
  mutating func resetLayout() -> [Effect] {
    isZoomed = false
    layoutMemory.adjustments[layout.name] = nil
    say("Layout \(layout.name) as it comes: every pane back in its place.")
    return rememberLayout()
  }

  mutating func hideFocusedPane() -> [Effect] {
    let hidden = focus
    _ = focusPane(by: 1)
    isZoomed = false
    changeLayout { $0.hidden.insert(hidden) }
    say("\(hidden.title) is hidden; \(hidden.rawValue) brings it back.")
    return rememberLayout()
  }

  /// A hidden pane is one no longer when somebody asks for it.
  mutating func show(pane: Pane) -> [Effect] {
    focus = pane
    guard layoutAdjustment.hidden.contains(pane) else { return [] }
    changeLayout { $0.hidden.remove(pane) }
    return rememberLayout()
  }

  /// Makes the focused pane longer, or with a negative number shorter.
  mutating func resizePane(_ axis: LayoutNode.Axis, by cells: Int) -> [Effect] {
    guard let (divider, direction) = screenLayout.divider(of: focus, axis) else {
      say(axis == .columns ? "No pane lies beside this one." : "No pane lies above or below.")
      return []
    }
    let shares = divider.shares(movedBy: cells * direction)
    guard shares != divider.lengths else {
      say("The smaller of the two panes can't be smaller still.")
      return []
    }
    changeLayout { $0.shares[divider.split] = shares }
    return rememberLayout()
  }

  mutating func changeLayout(_ change: (inout LayoutAdjustment) -> Void) {
    change(&layoutMemory.adjustments[layout.name, default: LayoutAdjustment()])
  }

  func rememberLayout() -> [Effect] { [.savePreference(.layout(layoutMemory))] }
}
