import ExplorerModel
import TerminalModel
import Themes

/// The demo's faults for one of its members.
struct FaultDialog {
  let menu: FaultMenu

  func draw(in screen: Rect, on painter: inout Painter) -> Point? {
    let sanitiser = Sanitiser(width: painter.width)
    let dialog = Dialog(
      title: "Break something",
      footer: Dialog.keys([("← →", "member"), ("Enter", "do it"), ("Esc", "close")]),
      content: Size(columns: 40, rows: menu.actions.count + 2))
    guard let inside = dialog.draw(in: screen, on: &painter) else { return nil }
    var members = StyledText()
    for (index, name) in menu.members.enumerated() {
      if !members.isEmpty { members.append("  ") }
      let isChosen = index == menu.member
      members.append(
        isChosen ? "[\(sanitiser.text(name))]" : " \(sanitiser.text(name)) ",
        isChosen ? .uiTitleFocus : .uiDim)
    }
    painter.draw(
      members, x: inside.x, y: inside.y, columns: inside.width, row: .dialogBackground)
    let list = inside.dropTop(2)
    let first = max(0, menu.action.selected - list.height + 1)
    var cursor: Point?
    for (index, action) in menu.actions.enumerated().dropFirst(first).prefix(list.height) {
      let line = list.row(index - first)
      painter.place(.overlayRow(index), in: line)
      let isSelected = index == menu.action.selected
      painter.fillRow(Dialog.row(isSelected), in: line)
      let mark = isSelected ? "\(painter.glyphs.cursor) " : "  "
      painter.draw(
        StyledText(mark + action.title, isDanger(action) ? .dialogDanger : .dialogForeground),
        x: line.x, y: line.y, columns: line.width, row: Dialog.row(isSelected))
      if isSelected { cursor = Point(x: line.x, y: line.y) }
    }
    return cursor
  }

  private func isDanger(_ action: FaultAction) -> Bool {
    switch action {
    case .kill, .pause, .partition: true
    case .restart, .resume, .heal, .delay: false
    }
  }
}
