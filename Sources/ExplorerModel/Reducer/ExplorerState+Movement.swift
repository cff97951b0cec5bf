import EtcdModel
import TerminalModel

enum Movement {
  case rows(Int)
  case pages(Int)
  case top, bottom

  /// How far it goes where a page has so many rows.
  func distance(height: Int) -> Int {
    switch self {
    case .rows(let rows): rows
    case .pages(let pages): pages * max(1, height - 1)
    case .top: -1_000_000_000
    case .bottom: 1_000_000_000
    }
  }
}

extension ExplorerState {
  mutating func move(_ movement: Movement) -> [Effect] { move(movement, in: focus) }

  mutating func move(_ movement: Movement, in pane: Pane) -> [Effect] {
    let height = paneSizes[pane].rows
    let distance = movement.distance(height: height)
    switch pane {
    case .keys:
      tree.moveSelection(by: distance)
      if case .bottom = movement { return readOnIfReached() }
      return loadMoreIfReached()
    case .value: value.scroll(to: value.top + distance, in: paneSizes[.value])
    case .watches: watches.move(by: distance, height: height)
    case .members: members.move(by: distance, height: height)
    case .latency: latency.move(by: distance, height: height)
    }
    return []
  }

  mutating func focusPane(by distance: Int) -> [Effect] {
    let hidden = layoutAdjustment.hidden
    let panes = Pane.allCases.filter { $0 == focus || !hidden.contains($0) }
    let index = panes.firstIndex(of: focus) ?? 0
    focus = panes[(index + distance + panes.count) % panes.count]
    return []
  }

  /// Reads the focused pane's contents again.
  mutating func refresh() -> [Effect] {
    switch focus {
    case .keys: changeTree { $0.reload($0.selection.branch, $1, &$2) }
    case .value: loadValue()
    case .watches: reopenWatch()
    case .members, .latency: [.refreshMembers]
    }
  }
}
