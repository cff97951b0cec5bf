import EtcdModel
import TerminalModel

extension ExplorerState {
  mutating func moveInOverlay(_ movement: Movement) -> [Effect] {
    let distance = movement.distance(height: max(2, size.rows / 2))
    switch overlay {
    case .help(var help):
      // The layout knows where the last row is in sight.
      let rows = registry.actions(in: help.pane).count
      let last = paneSizes.overlayRows > 0 ? paneSizes.overlayRows : rows - 1
      help.top = max(0, min(help.top + distance, last))
      overlay = .help(help)
    case .themes(var picker):
      let count = picker.names.count
      picker.cursor.move(by: distance, count: count, height: max(1, size.rows - 6))
      theme = picker.names.isEmpty ? theme : picker.names[picker.cursor.selected]
      overlay = .themes(picker)
    case .faults(var menu):
      let count = menu.actions.count
      menu.action.move(by: distance, count: count, height: count)
      overlay = .faults(menu)
    case .list: changeList { $0.move(movement) }
    case .slider: return moveSlider(movement)
    case .prompt(let prompt) where prompt.purpose.narrowsTree:
      tree.moveSelection(by: distance)
    case .prompt, nil: break
    }
    return []
  }

  mutating func chooseInOverlay(by distance: Int) -> [Effect] {
    changeList { $0.chooseGroup(by: distance) }
    moveSlider(steps: distance)
    guard case .faults(var menu) = overlay, !menu.members.isEmpty else { return [] }
    menu.member = (menu.member + distance + menu.members.count) % menu.members.count
    overlay = .faults(menu)
    return []
  }

  mutating func acceptOverlay() -> [Effect] {
    if case .list(let list) = overlay { return acceptListRow(list) }
    defer { overlay = nil }
    switch overlay {
    case .themes: return [.savePreference(.theme(theme))]
    case .faults(let menu):
      guard menu.members.indices.contains(menu.member) else { return [] }
      let command = FaultCommand(
        member: menu.member, name: menu.members[menu.member],
        action: menu.actions[menu.action.selected])
      say("\(command.action.title): \(command.name) …")
      return [.injectFault(command)]
    case .slider(let slider): return travel(to: slider.isNow ? nil : slider.selected)
    case .help, .prompt, .list, nil: return []
    }
  }

  mutating func closeOverlay() -> [Effect] {
    if clearListFilter() { return [] }
    if let stopped = stopShownSearch() { return stopped }
    if case .themes(let picker) = overlay { theme = picker.original }
    let effects = leaveList()
    overlay = nil
    return effects
  }

  mutating func editPrompt(_ edit: (inout String) -> Void) -> [Effect] {
    editListFilter(edit)
    guard case .prompt(var prompt) = overlay else { return [] }
    edit(&prompt.text)
    overlay = .prompt(prompt)
    guard prompt.purpose.narrowsTree else { return [] }
    return setTreeFilter(prompt.text, wantsBest: prompt.purpose == .jump)
  }

  mutating func acceptPrompt() -> [Effect] {
    if case .list(let list) = overlay, list.isPicker { return acceptListRow(list) }
    changeList { $0.isTyping = false }
    guard case .prompt(let prompt) = overlay else { return [] }
    overlay = nil
    switch prompt.purpose {
    case .filter:
      tree.keepFilter()
      return []
    case .compareRevision: return comparePrefix(prompt.text)
    case .jump: return jumpToSelectedMatch()
    case .goTo: return goTo(prompt.text)
    case .search: return search(prompt.text)
    case .searchValue: return searchValue(prompt.text)
    case .eventFilter: return filterEvents(prompt.text)
    case .replayRevision: return replayWatch(prompt.text)
    case .hotPrefixes: return countHotPrefixes(prompt.text)
    case .confirm(let id, _, let cluster): return confirm(id, prompt.text == cluster)
    case .password(let profile): return [.switchProfile(profile, password: prompt.text)]
    case .watchPrefix:
      guard !prompt.text.isEmpty else {
        say("Type a prefix: a watch on everything would carry every write.", .warning)
        return []
      }
      return watch(EscapedText.bytes(prompt.text), isPrefix: true)
    }
  }

  mutating func cancelPrompt() -> [Effect] {
    if case .list(let list) = overlay, list.isPicker { return closeOverlay() }
    if clearListFilter() { return [] }
    guard case .prompt(let prompt) = overlay else { return [] }
    overlay = nil
    if prompt.purpose == .filter, !prompt.original.isEmpty { return setTreeFilter(prompt.original) }
    return prompt.purpose.narrowsTree ? tree.clearFilter() : []
  }

  /// More characters than that nobody means to type.
  private static let pasteLimit = 4096

  /// A prompt takes the first line of it, without controls.
  mutating func paste(_ text: String) -> [Effect] {
    let line = text.unicodeScalars.lazy.prefix { $0 != "\n" && $0 != "\r" }
      .filter { $0.properties.generalCategory != .control }
    let taken = line.prefix(Self.pasteLimit)
    if taken.endIndex < line.endIndex, isTyping {
      say("Only the first \(Self.pasteLimit) characters were taken.", .warning)
    }
    return type(String(String.UnicodeScalarView(taken)))
  }

  mutating func type(_ text: String) -> [Effect] {
    if case .prompt(let prompt) = overlay, prompt.isReplaced(by: text, tree.delimiter.bytes) {
      return editPrompt { $0 = text }
    }
    typeIntoSlider(text)
    return editPrompt { $0.unicodeScalars.append(contentsOf: text.unicodeScalars) }
  }
}
