import ExplorerModel
import TerminalModel
import Themes

/// The names of the themes; the screen behind shows the selected one.
struct ThemeDialog {
  let picker: ThemePicker

  func draw(in screen: Rect, on painter: inout Painter) -> Point? {
    let names = picker.names.map { Sanitiser(width: painter.width).text($0) }
    let widest = names.map { painter.width.columns(of: $0) }.max() ?? 0
    let dialog = Dialog(
      title: "Theme", footer: Dialog.keys([("Enter", "keep"), ("Esc", "back")]),
      content: Size(columns: max(24, widest + 4), rows: names.count))
    guard let inside = dialog.draw(in: screen, on: &painter) else { return nil }
    let top = min(picker.cursor.top, max(0, names.count - inside.height))
    let first = max(top, picker.cursor.selected - inside.height + 1)
    var cursor: Point?
    for (index, name) in names.enumerated().dropFirst(first).prefix(inside.height) {
      let line = inside.row(index - first)
      painter.place(.overlayRow(index), in: line)
      let isSelected = index == picker.cursor.selected
      painter.fillRow(Dialog.row(isSelected), in: line)
      let mark = isSelected ? "\(painter.glyphs.cursor) " : "  "
      painter.draw(
        StyledText(mark + name, .dialogForeground), x: line.x, y: line.y, columns: line.width,
        row: Dialog.row(isSelected))
      if isSelected { cursor = Point(x: line.x, y: line.y) }
    }
    return cursor
  }
}
