import ExplorerModel
import TerminalModel
import Themes

/// Every action of a pane and of all panes, from the registry.
struct HelpDialog {
  let help: HelpOverlay
  let actions: [Action]
  let state: ExplorerState

  init(_ help: HelpOverlay, _ state: ExplorerState) {
    self.help = help
    self.state = state
    actions = state.registry.actions(in: help.pane)
  }

  private enum Row {
    case heading(String)
    case action(Action)
    case blank
  }

  func draw(in screen: Rect, on painter: inout Painter) -> Point? {
    let rows = rows
    let keyColumns = actions.map { painter.width.columns(of: keyNames($0)) }.max() ?? 0
    let titleColumns = actions.map { painter.width.columns(of: $0.title) }.max() ?? 0
    let helpColumns = actions.map { painter.width.columns(of: $0.help) }.max() ?? 0
    let dialog = Dialog(
      title: "Help for \(help.pane.title)",
      footer: Dialog.keys([("↑ ↓", "scroll"), ("Esc", "close")]),
      content: Size(
        columns: keyColumns + titleColumns + helpColumns + 4,
        rows: min(rows.count, screen.height - 2)))
    guard let inside = dialog.draw(in: screen, on: &painter) else { return nil }
    let top = min(help.top, max(0, rows.count - inside.height))
    for (index, row) in rows.dropFirst(top).prefix(inside.height).enumerated() {
      let line = inside.row(index)
      switch row {
      case .blank: break
      case .heading(let text): draw(StyledText(text, .uiFaint), in: line, &painter)
      case .action(let action):
        let isDisabled = action.whyDisabled(state) != nil
        draw(StyledText(keyNames(action), .hintKey), in: line, &painter)
        draw(
          StyledText(action.title, isDisabled ? .uiFaint : .dialogForeground),
          in: line.dropLeft(keyColumns + 2), &painter)
        let help = action.whyDisabled(state).map { "not now: " + $0 } ?? action.help
        draw(
          StyledText(help, isDisabled ? .uiFaint : .uiDim),
          in: line.dropLeft(keyColumns + titleColumns + 4), &painter)
      }
    }
    ScrollBar(top: top, visible: inside.height, count: rows.count)
      .draw(x: inside.maxX + 1, y: inside.y, height: inside.height, on: &painter)
    return Point(x: inside.x, y: inside.y)
  }

  private func draw(_ text: StyledText, in line: Rect, _ painter: inout Painter) {
    painter.draw(text, x: line.x, y: line.y, columns: line.width, row: .dialogBackground)
  }

  private func keyNames(_ action: Action) -> String {
    action.keys.map(\.name).joined(separator: " ")
  }

  private var rows: [Row] {
    let own = actions.filter { $0.scope == .pane(help.pane) }.map { Row.action($0) }
    let global = actions.filter { $0.scope != .pane(help.pane) }.map { Row.action($0) }
    guard !own.isEmpty else { return global }
    return [.heading("IN THIS PANE")] + own + [.blank, .heading("EVERYWHERE")] + global
  }
}
