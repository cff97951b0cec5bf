import ExplorerModel
import TerminalModel
import Themes

/// The names of all panes with their numbers, where not all of them are on the screen.
struct TabLine {
  let focus: Pane
  let isZoomed: Bool
  let header: Header

  init(_ state: ExplorerState) {
    focus = state.focus
    isZoomed = state.isZoomed
    header = state.header
  }

  func draw(in line: Rect, on painter: inout Painter) {
    let load = HeaderLine.load(header)
    let loadColumns = load.columns(painter.width)
    var tabs = StyledText()
    for pane in Pane.allCases {
      if !tabs.isEmpty { tabs.append("  ") }
      let isCurrent = pane == focus
      tabs.append("\(pane.rawValue) ", isCurrent ? .uiTitleFocus : .hintKey)
      tabs.append(isCurrent ? "[\(pane.title)]" : pane.title, isCurrent ? .uiTitleFocus : .uiDim)
    }
    if isZoomed { tabs.append("  zoomed", .statusInfo) }
    let room = line.text
    let end = painter.draw(tabs, x: room.x, y: room.y, columns: room.width)
    if end + 2 + loadColumns <= room.maxX {
      painter.draw(load, x: room.maxX - loadColumns, y: room.y, columns: loadColumns)
    }
  }
}
