import TerminalModel

/// A divider that the mouse holds.
struct DividerDrag: Hashable, Sendable {
  let divider: ScreenLayout.Divider
  /// Column or row where it was taken.
  let start: Int
}

/// The last press of the left button.
struct MousePress: Hashable, Sendable {
  let target: ScreenTarget?
  let at: ContinuousClock.Instant
}

/// The mouse moves the focus, selections, scrolls and dividers, opens what Enter opens, zooms and hides
/// panes by their borders. Nothing else: there is no button on the screen that a slip could press.
extension ExplorerState {
  /// Two presses on the same thing within this time open it.
  private static let doublePress = Duration.milliseconds(400)
  /// As most terminals and editors scroll.
  private static let wheelRows = 3
  private static let wheelColumns = 4

  /// - Parameter target: what the picture that the user saw had under the pointer.
  mutating func handle(_ event: MouseEvent, on target: ScreenTarget?) -> [Effect] {
    guard !layoutMemory.isMouseOff else { return [] }
    if layout.isWall { wall.heldUntil = now + Wall.holdLasts }
    switch event.kind {
    case .press(.left): return press(target, event)
    case .press(.right): return hidePane(target)
    case .drag(.left): drag(to: event)
    case .release(.left): return release()
    case .wheelUp: return scroll(.rows(-Self.wheelRows), target)
    case .wheelDown: return scroll(.rows(Self.wheelRows), target)
    case .wheelLeft: return scrollAside(columns: -Self.wheelColumns, target)
    case .wheelRight: return scrollAside(columns: Self.wheelColumns, target)
    case .press, .drag, .release: break
    }
    return []
  }

  private mutating func press(_ target: ScreenTarget?, _ event: MouseEvent) -> [Effect] {
    let isSecond = lastPress.map { $0.target == target && now - $0.at < Self.doublePress } ?? false
    // A third press is a first one again.
    lastPress = isSecond ? nil : MousePress(target: target, at: now)
    drag = nil
    switch target {
    case .pane(let pane): focus = pane
    case .title(let pane) where isSecond, .divider(_, let pane) where isSecond:
      focus = pane
      return perform("pane.zoom")
    case .title(let pane): focus = pane
    case .tab(let pane): return show(pane: pane)
    case .divider(let divider, let pane):
      focus = pane
      drag = DividerDrag(
        divider: divider, start: divider.axis == .columns ? event.x : event.y)
    case .row(let pane, let index):
      focus = pane
      select(index, in: pane)
      return isSecond ? openRow(of: pane) : []
    case .overlayRow(let index):
      selectInOverlay(index)
      return isSecond && overlayTakesDoublePress ? acceptOverlay() : []
    case nil: break
    }
    return []
  }

  private mutating func select(_ index: Int, in pane: Pane) {
    let height = paneSizes[pane].rows
    switch pane {
    case .keys: tree.choose(row: index)
    case .watches:
      watches.move(by: index - watches.cursor.selected, height: height)
    case .members: members.move(by: index - members.cursor.selected, height: height)
    case .latency: latency.move(by: index - latency.cursor.selected, height: height)
    case .value: break
    }
  }

  /// What Enter does, said by the same action, so that it is refused with the same words.
  private mutating func openRow(of pane: Pane) -> [Effect] {
    let id: String
    switch pane {
    case .keys: id = "tree.open"
    case .watches: id = "watch.open"
    case .members: id = "member.details"
    case .value, .latency: return []
    }
    return perform(id)
  }

  private mutating func perform(_ id: String) -> [Effect] {
    registry.actions.first { $0.id == id }.map { perform($0) } ?? []
  }

  /// The right button on a pane's border. Its number or its tab brings it back.
  private mutating func hidePane(_ target: ScreenTarget?) -> [Effect] {
    switch target {
    case .title(let pane), .divider(_, let pane):
      focus = pane
      return perform("pane.hide")
    case .pane, .row, .tab, .overlayRow, nil: return []
    }
  }

  private mutating func selectInOverlay(_ index: Int) {
    switch overlay {
    case .list(let list): changeList { $0.move(.rows(index - list.cursor.selected)) }
    case .themes(let picker): _ = moveInOverlay(.rows(index - picker.cursor.selected))
    case .faults(let menu): _ = moveInOverlay(.rows(index - menu.action.selected))
    case .help, .slider, .prompt, nil: break
    }
  }

  /// Where Enter shows something or goes somewhere. What it would break or burden stays with the key.
  private var overlayTakesDoublePress: Bool {
    switch overlay {
    case .themes: return true
    case .list(let list): return list.purpose.takesDoublePress
    case .help, .faults, .slider, .prompt, nil: return false
    }
  }

  private mutating func scroll(_ movement: Movement, _ target: ScreenTarget?) -> [Effect] {
    if overlay != nil {
      if case .prompt = overlay { return [] }
      return moveInOverlay(movement)
    }
    switch target {
    case .pane(let pane), .title(let pane), .row(let pane, _), .divider(_, let pane):
      return move(movement, in: pane)
    case .tab, .overlayRow, nil: return []
    }
  }

  /// Only values have lines that are longer than their pane.
  private mutating func scrollAside(columns: Int, _ target: ScreenTarget?) -> [Effect] {
    target == .pane(.value) && overlay == nil ? scrollValue(columns: columns) : []
  }

  private mutating func drag(to event: MouseEvent) {
    guard let drag else { return }
    let position = drag.divider.axis == .columns ? event.x : event.y
    let shares = drag.divider.shares(movedBy: position - drag.start)
    changeLayout { $0.shares[drag.divider.split] = shares }
  }

  /// Written once, when the divider has found its place.
  private mutating func release() -> [Effect] {
    guard let drag else { return [] }
    self.drag = nil
    let shares = layoutAdjustment.shares[drag.divider.split]
    return shares == nil || shares == drag.divider.lengths ? [] : rememberLayout()
  }

  mutating func toggleMouse() -> [Effect] {
    layoutMemory.isMouseOff.toggle()
    drag = nil
    let isOff = layoutMemory.isMouseOff
    say(
      isOff
        ? "The mouse is the terminal's again: it selects text." : "The mouse works in etcdscope.")
    return [.setMouse(!isOff)] + rememberLayout()
  }
}

extension ListOverlay.Purpose {
  /// A hash check reads the members' whole keyspaces; another cluster, policy or command is not
  /// to be had by a slip.
  fileprivate var takesDoublePress: Bool {
    switch self {
    case .timeline, .calls, .member, .history, .prefixDiff, .settings, .bookmarks, .search,
      .hotPrefixes:
      true
    case .hashChecks, .balancerPolicies, .palette, .profiles, .copyMenu: false
    }
  }
}
