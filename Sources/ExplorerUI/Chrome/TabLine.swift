import ExplorerModel
import TerminalModel
import Themes

/// The names of all panes with their numbers, where not all of them are on the screen; those that
/// are hidden in brackets.
struct TabLine {
  let focus: Pane
  let isZoomed: Bool
  let header: Header
  private let hidden: Set<Pane>

  init(_ state: ExplorerState, _ screen: ScreenLayout) {
    focus = state.focus
    isZoomed = state.isZoomed
    header = state.header
    hidden = state.layoutAdjustment.hidden.subtracting(screen.panes.map(\.pane))
  }

  func draw(in line: Rect, on painter: inout Painter) {
    let load = HeaderLine.load(header)
    let loadColumns = load.columns(painter.width)
    let room = line.text
    var x = room.x
    for pane in Pane.allCases {
      let tab = tab(of: pane)
      let columns = tab.columns(painter.width)
      guard x + columns <= room.maxX else { break }
      painter.draw(tab, x: x, y: room.y, columns: columns)
      painter.place(.tab(pane), in: Rect(x: x, y: room.y, width: columns, height: 1))
      x += columns + 2
    }
    for word in notes where x + word.columns(painter.width) <= room.maxX {
      x = painter.draw(word, x: x, y: room.y, columns: room.maxX - x) + 2
    }
    if x + loadColumns <= room.maxX {
      painter.draw(load, x: room.maxX - loadColumns, y: room.y, columns: loadColumns)
    }
  }

  private func tab(of pane: Pane) -> StyledText {
    let isCurrent = pane == focus
    let title =
      isCurrent ? "[\(pane.title)]" : hidden.contains(pane) ? "(\(pane.title))" : pane.title
    return StyledText("\(pane.rawValue) ", isCurrent ? .uiTitleFocus : .hintKey)
      + StyledText(title, isCurrent ? .uiTitleFocus : hidden.contains(pane) ? .uiFaint : .uiDim)
  }

  private var notes: [StyledText] {
    isZoomed ? [StyledText("zoomed", .statusInfo)] : []
  }
}
