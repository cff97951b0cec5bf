import EtcdModel

extension ExplorerState {
  /// Shows a list in place of what lies over the panes.
  mutating func open(_ list: ListOverlay) -> [Effect] {
    overlay = .list(list)
    return []
  }

  /// Changes the list on top, where there is one, or only one of this purpose.
  mutating func changeList(
    _ purpose: ListOverlay.Purpose? = nil, _ change: (inout ListOverlay) -> Void
  ) {
    guard case .list(var list) = overlay, purpose == nil || list.purpose == purpose else { return }
    // Its rows are changed in place when nobody else holds them.
    overlay = nil
    change(&list)
    overlay = .list(list)
  }

  /// What Enter does on a row.
  mutating func acceptListRow(_ list: ListOverlay) -> [Effect] {
    switch list.purpose {
    case .timeline, .calls, .member, .settings: return []
    case .hashChecks: return checkHashes()
    case .balancerPolicies:
      overlay = nil
      return list.selected.map { switchBalancer(to: options.policies[$0.id]) } ?? []
    case .profiles:
      guard let row = list.selected, options.profiles.indices.contains(row.id) else { return [] }
      overlay = nil
      return [.switchProfile(options.profiles[row.id])]
    case .palette(let commands):
      guard let row = list.selected else { return [] }
      overlay = nil
      return run(commands[row.id])
    case .history: return showVersion(list)
    case .prefixDiff: return openPrefixDiffRow(list)
    case .bookmarks: return goToBookmark(list.selected)
    case .search: return goToFound(list.selected)
    case .copyMenu: return copy(list)
    case .hotPrefixes: return watchHotPrefix(list)
    }
  }

  /// Ends what was read only for a list.
  mutating func leaveList() -> [Effect] {
    guard case .list(let list) = overlay else { return [] }
    return switch list.purpose {
    case .history: cancelHistory()
    case .prefixDiff: cancelPrefixDiff()
    case .search: stopSearch()
    case .hotPrefixes: stopHotPrefixes()
    case .hashChecks: stopHashCheck()
    default: []
    }
  }

  /// What `x` does in a list.
  mutating func exportList() -> [Effect] {
    guard case .list(let list) = overlay else { return [] }
    guard !list.rows.isEmpty else {
      say("There is nothing to save yet.", .warning)
      return []
    }
    switch list.purpose {
    case .timeline: return [.export(.timeline(members.timeline))]
    case .calls: return [.export(.calls(latency.calls))]
    case .hashChecks, .balancerPolicies, .member, .palette, .history, .prefixDiff,
      .settings, .profiles, .bookmarks, .search, .copyMenu, .hotPrefixes:
      return []
    }
  }

  mutating func editListFilter(_ edit: (inout String) -> Void) {
    changeList { list in
      guard list.isTyping else { return }
      var text = list.filter
      edit(&text)
      list.setFilter(text)
    }
  }

  /// False when no list on top was filtered or about to be.
  mutating func clearListFilter() -> Bool {
    guard case .list(let list) = overlay, !list.isPicker, list.isTyping || !list.filter.isEmpty
    else { return false }
    changeList { list in
      list.isTyping = false
      list.setFilter("")
    }
    return true
  }
}
